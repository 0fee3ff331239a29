// One function of a program that otherwise runs as ever.
#include "function.h"

#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "interposed/exception.h"
#include "interposed/interpose.h"
#include "memory/system.h"
#include "run/process.h"
#include "run/run.h"

#pragma GCC visibility push(default)
// The C library's own: fork is interposed.
extern "C" pid_t __fork() noexcept;
// Where the first thread's stack ends.
extern "C" void* __libc_stack_end;

namespace millrace::explorer {
namespace {

struct function {
  void (*body)(void*);
  void* argument;
};

int call_function(void* argument) {
  const auto& what = *static_cast<const function*>(argument);
  what.body(what.argument);
  return 0;
}

/// What the body captured stands there, and has to be as before in each run.
void keep_stack_from(const void* frame) {
  if (loaded.writable_count == loaded_objects::most) cannot_explore("too many shared libraries");
  loaded.writable[loaded.writable_count++] = {address_of(frame), address_of(__libc_stack_end)};
}

}  // namespace
}  // namespace millrace::explorer

using namespace millrace::explorer;

extern "C" {

int millrace_explore_function(void (*body)(void*), void* argument, const char* options) {
  if (in_run()) cannot_explore("the program explores a function within what is explored");
  const pid_t child = __fork();
  if (child < 0) return 2;
  if (child == 0) {
    prepare_exceptions();
    keep_stack_from(static_cast<const char*>(__builtin_frame_address(0)) + 2 * sizeof(void*));
    function what = {body, argument};
    const int code = explore({call_function, &what, false}, options_from(options));
    system_call(SYS_exit_group, code);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status);
}

void millrace_fail(const char* what) {
  if (!in_run()) return;
  finding failed = make_finding(ending::assertion, 0, what);
  for (const char* at = what; *at != 0; ++at)
    failed.signature = mixed(failed.signature, static_cast<std::uint64_t>(*at));
  end_run(failed);
}

}  // extern "C"
