// Stands between the C library's start and the program's main (the linker's --wrap=main): explores it instead
// of running it. Where main is not wrapped the program runs as ever, and explores functions when it asks for
// it.
#include <cstdlib>
#include <sys/personality.h>
#include <sys/syscall.h>

#include "interposed/exception.h"
#include "memory/system.h"
#include "run/process.h"
#include "run/program.h"
#include "run/run.h"

extern "C" [[gnu::weak]] int __real_main(int argc, char** argv, char** environment);

namespace millrace::explorer {
namespace {

struct main_arguments {
  int argc;
  char** argv;
  char** environment;
};

int call_main(void* argument) {
  const auto& with = *static_cast<const main_arguments*>(argument);
  return __real_main(with.argc, with.argv, with.environment);
}

/// Programs that look at their own addresses behave alike in every process only where those are alike.
void fix_addresses(char** argv, char** environment) {
  const long before = system_call(SYS_personality, 0xffffffff);
  if (before < 0 || (before & ADDR_NO_RANDOMIZE) != 0) return;
  if (system_call(SYS_personality, before | ADDR_NO_RANDOMIZE) < 0) return;
  system_call(SYS_execve, reinterpret_cast<long>("/proc/self/exe"), reinterpret_cast<long>(argv),
              reinterpret_cast<long>(environment));
}

void prepare(int, char**, char**) {
  prepare_runs();
}

}  // namespace

bool explores_main() {
  return __real_main != nullptr;
}

}  // namespace millrace::explorer

// Before the constructors of any library and of the program itself.
[[gnu::used,
  gnu::section(".preinit_array")]] static void (*const prepare_first)(int, char**,
                                                                      char**) = millrace::explorer::prepare;

extern "C" int __wrap_main(int argc, char** argv, char** environment) {
  using namespace millrace::explorer;
  fix_addresses(argv, environment);
  prepare_exceptions();
  main_arguments arguments = {argc, argv, environment};
  const int code = explore({call_main, &arguments, true}, options_from(std::getenv("MILLRACE_EXPLORE")));
  system_call(SYS_exit_group, code);
  return code;
}
