#include "run/printed.h"

#include <cstdio>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "memory/system.h"

namespace millrace::explorer {

[[gnu::section("millrace_state")]] program_output printed;

namespace {

/// Out of the way of what the program opens.
long moved_up(long descriptor) {
  constexpr long lowest = 10;
  return system_call(SYS_fcntl, descriptor, F_DUPFD_CLOEXEC, lowest);
}

}  // namespace

// Without its lock: whoever held that in a run that has ended will not give it back.
void program_output::flush() {
  fflush_unlocked(stdout);
}

void program_output::goes_to(long descriptor) {
  system_call(SYS_dup2, descriptor, STDOUT_FILENO);
  system_call(SYS_dup2, descriptor, STDERR_FILENO);
}

void program_output::silence() {
  const long opened = system_call(SYS_openat, AT_FDCWD, reinterpret_cast<long>("/dev/null"), O_RDWR);
  if (opened < 0) cannot_explore("cannot open /dev/null");
  nowhere_ = moved_up(opened);
  system_call(SYS_close, opened);
  complain_to(moved_up(STDERR_FILENO));
  goes_to(nowhere_);  // with what a test has printed before it explores: that is the test's to print
}

void program_output::keep() {
  text_[0] = 0;
  const long opened = system_call(SYS_memfd_create, reinterpret_cast<long>("printed"), MFD_CLOEXEC);
  if (opened < 0) return;
  kept_ = moved_up(opened);
  system_call(SYS_close, opened);
  flush();
  goes_to(kept_);
}

void program_output::stop_keeping() {
  if (kept_ < 0) return;
  flush();
  goes_to(nowhere_);
  const long length = system_call(SYS_lseek, kept_, 0, SEEK_END);
  const long from = length > static_cast<long>(most) ? length - static_cast<long>(most) : 0;
  const long count = system_call(SYS_pread64, kept_, reinterpret_cast<long>(text_), most, from);
  text_[count < 0 ? 0 : count] = 0;
  for (long i = 0; i < count; ++i) {
    if (text_[i] == 0) text_[i] = ' ';
  }
  system_call(SYS_close, kept_);
  kept_ = -1;
}

}  // namespace millrace::explorer
