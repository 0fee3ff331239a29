// What a program sets in its process, and would still be set in the next run.
#include <sys/stat.h>
#include <unistd.h>

#include "interposed/as_ever.h"
#include "run/process_settings.h"

using namespace millrace::explorer;

extern "C" {

int chdir(const char* path) noexcept {
  if (in_run()) process.keep_directory();
  return as_ever("chdir", path);
}
int fchdir(int directory) noexcept {
  if (in_run()) process.keep_directory();
  return as_ever("fchdir", directory);
}
mode_t umask(mode_t mask) noexcept {
  const auto before = as_ever<mode_t>("umask", mask);
  if (in_run()) process.keep_mask(before);
  return before;
}

}  // extern "C"
