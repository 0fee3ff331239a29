// Libraries that are loaded while the program runs: they would not be as at the start in the next run.
#include "interposed/as_ever.h"

using namespace millrace::explorer;

extern "C" void* dlopen(const char* file, int mode) noexcept {
  if (!in_run() || file == nullptr) return as_ever<void*>("dlopen", file, mode);
  if (void* const loaded_before = as_ever<void*>("dlopen", file, mode | RTLD_NOLOAD)) return loaded_before;
  void* const made = as_ever<void*>("dlopen", file, mode);
  if (made != nullptr)
    cannot_explore(
        "the program loads a library while it runs, which would not be as at the start in the next run; link "
        "it with the "
        "program, or name it in LD_PRELOAD: ",
        file);
  return made;
}
