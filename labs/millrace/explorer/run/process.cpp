#include "run/process.h"

#include <fcntl.h>
#include <sys/syscall.h>

#include "memory/system.h"
#include "report/result.h"
#include "run/exploration.h"
#include "run/printed.h"
#include "run/run.h"
#include "run/watchdog.h"

namespace millrace::explorer {
namespace {

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
  printed.silence();
  if (!what.is_main) complain_to(output);
  keep_state(what);
  prepare_watchdog();
  exploration all(how);
  all.prepare();
  const std::uint64_t began = real_nanoseconds();
  const bool replays = how.replay[0] != 0;
  replays ? all.replay_file() : all.run();
  all.note_time(real_nanoseconds() - began);
  if (replays)
    all.repeat_failures();
  else if (how.shrink)
    all.shrink_failures();
  write_result(all, static_cast<int>(output));
  return all.failure_count() == 0 ? 0 : 1;
}

}  // namespace millrace::explorer
