#include "run/process.h"

#include <fcntl.h>
#include <sys/syscall.h>

#include "memory/system.h"
#include "report/result.h"
#include "run/exploration.h"
#include "run/run.h"
#include "run/watchdog.h"

namespace millrace::explorer {
namespace {

/// The program's own output would be there a million times.
void silence_program() {
  const long nowhere = system_call(SYS_openat, AT_FDCWD, reinterpret_cast<long>("/dev/null"), O_RDWR);
  if (nowhere < 0) cannot_explore("cannot open /dev/null");
  complain_to(system_call(SYS_fcntl, 2, F_DUPFD_CLOEXEC, 10));
  system_call(SYS_dup2, nowhere, 1);
  system_call(SYS_dup2, nowhere, 2);
}

long open_result(const options& how) {
  const long opened = how.result[0] == 0
                          ? system_call(SYS_fcntl, 1, F_DUPFD_CLOEXEC, 10)
                          : system_call(SYS_openat, AT_FDCWD, reinterpret_cast<long>(how.result),
                                        O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (opened < 0) cannot_explore("cannot open the file for the result: ", how.result);
  return opened;
}

}  // namespace

int explore(const program_entry& what, const options& how) {
  const long output = open_result(how);
  silence_program();
  if (!what.is_main) complain_to(output);
  keep_state(what);
  prepare_watchdog();
  exploration all(how);
  all.prepare();
  const std::uint64_t began = real_nanoseconds();
  how.replay[0] != 0 ? all.replay_file() : all.run();
  all.note_time(real_nanoseconds() - began);
  if (how.replay[0] == 0 && how.shrink) all.shrink_failures();
  write_result(all, static_cast<int>(output));
  return all.failure_count() == 0 ? 0 : 1;
}

}  // namespace millrace::explorer
