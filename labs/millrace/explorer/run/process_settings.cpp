#include "run/process_settings.h"

#include <fcntl.h>
#include <sys/syscall.h>

#include "memory/system.h"

namespace millrace::explorer {

[[gnu::section("millrace_state")]] constinit process_settings process;

void process_settings::keep_directory() {
  if (directory_ != unchanged) return;
  const long opened = system_call(SYS_openat, AT_FDCWD, reinterpret_cast<long>("."), O_PATH | O_CLOEXEC);
  if (opened < 0) return;
  constexpr long out_of_the_way = 900;  // programs count their descriptors
  const long moved = system_call(SYS_fcntl, opened, F_DUPFD_CLOEXEC, out_of_the_way);
  directory_ = moved >= 0 ? moved : opened;
  if (moved >= 0) system_call(SYS_close, opened);
}

void process_settings::keep_mask(unsigned mask) {
  if (mask_ == unchanged) mask_ = mask;
}

void process_settings::restore() {
  if (directory_ != unchanged) {
    system_call(SYS_fchdir, directory_);
    system_call(SYS_close, directory_);
  }
  if (mask_ != unchanged) system_call(SYS_umask, mask_);
  directory_ = mask_ = unchanged;
}

}  // namespace millrace::explorer
