// Stands between the C library's start and the program's main (the linker's --wrap=main): explores it instead
// of running it.
#include <fcntl.h>
#include <sys/syscall.h>

#include "interposed/exception.h"
#include "memory/system.h"
#include "report/result.h"
#include "run/exploration.h"
#include "run/options.h"
#include "run/run.h"
#include "run/watchdog.h"

namespace millrace::explorer {
namespace {

/// The program's own output would be there a million times.
void silence_program() {
  const long nowhere = system_call(SYS_openat, AT_FDCWD, reinterpret_cast<long>("/dev/null"), O_RDWR);
  if (nowhere < 0) cannot_explore("cannot open /dev/null");
  system_call(SYS_dup2, nowhere, 1);
  system_call(SYS_dup2, nowhere, 2);
}

int explore() {
  options how = options_from_environment();
  const long output = system_call(SYS_fcntl, how.output, F_DUPFD_CLOEXEC, 10);
  if (output < 0) cannot_explore("the descriptor for the result is not open");
  silence_program();
  exploration all(how);
  all.prepare();
  const std::uint64_t began = real_nanoseconds();
  how.replay[0] != 0 ? all.replay_file() : all.run();
  all.note_time(real_nanoseconds() - began);
  if (how.replay[0] == 0) all.shrink_failures();
  write_result(all, static_cast<int>(output));
  return all.failure_count() == 0 ? 0 : 1;
}

void prepare(int, char**, char**) { prepare_runs(); }

}  // namespace
}  // namespace millrace::explorer

// Before the constructors of any library and of the program itself.
[[gnu::used, gnu::section(".preinit_array")]] static void (*const prepare_first)(int, char**, char**) =
    millrace::explorer::prepare;

extern "C" int __wrap_main(int argc, char** argv, char** environment) {
  using namespace millrace::explorer;
  keep_state(argc, argv, environment);
  prepare_exceptions();
  prepare_watchdog();
  const int code = explore();
  system_call(SYS_exit_group, code);
  return code;
}
