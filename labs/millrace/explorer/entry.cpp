// Stands between the C library's start and the program's main (the linker's --wrap=main): explores it instead
// of running it.
#include <fcntl.h>
#include <sys/personality.h>
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

/// Programs that look at their own addresses behave alike in every process only where those are alike.
void fix_addresses(char** argv, char** environment) {
  const long before = system_call(SYS_personality, 0xffffffff);
  if (before < 0 || (before & ADDR_NO_RANDOMIZE) != 0) return;
  if (system_call(SYS_personality, before | ADDR_NO_RANDOMIZE) < 0) return;
  system_call(SYS_execve, reinterpret_cast<long>("/proc/self/exe"), reinterpret_cast<long>(argv),
              reinterpret_cast<long>(environment));
}

int explore() {
  const options how = options_from_environment();
  const long output = open_result(how);
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

void prepare(int, char**, char**) {
  prepare_runs();
}

}  // namespace
}  // namespace millrace::explorer

// Before the constructors of any library and of the program itself.
[[gnu::used,
  gnu::section(".preinit_array")]] static void (*const prepare_first)(int, char**,
                                                                      char**) = millrace::explorer::prepare;

extern "C" int __wrap_main(int argc, char** argv, char** environment) {
  using namespace millrace::explorer;
  fix_addresses(argv, environment);
  keep_state(argc, argv, environment);
  prepare_exceptions();
  prepare_watchdog();
  const int code = explore();
  system_call(SYS_exit_group, code);
  return code;
}
