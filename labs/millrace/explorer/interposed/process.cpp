// How a program ends, and other processes, which it may not have here.
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <spawn.h>
#include <unistd.h>

#include "interposed/as_ever.h"
#include "interposed/interpose.h"
#include "interposed/verifier.h"

// The C library's own.
extern "C" pid_t __fork() noexcept;

namespace millrace::explorer {
namespace {

constexpr const char* starts_processes =
    "the program starts processes, which cannot be explored; leave that out of what is explored: ";

struct small_text {
  char text[32];
};

small_text digits(unsigned number) {
  small_text made{};
  char* at = made.text + sizeof made.text - 1;
  do *--at = static_cast<char>('0' + number % 10);
  while ((number /= 10) > 0);
  small_text shifted{};
  for (char* to = shifted.text; *at != 0;) *to++ = *at++;
  return shifted;
}

}  // namespace
}  // namespace millrace::explorer

using namespace millrace::explorer;

extern "C" {

void __assert_fail(const char* what, const char* file, unsigned line, const char* function) noexcept {
  if (runs_as_ever()) as_ever<void>("__assert_fail", what, file, line, function);
  finding failed = make_finding(ending::assertion, caller(), "assertion failed: ", what);
  failed.signature = mixed(failed.signature, line);
  if (!in_run()) cannot_explore("before main an assertion fails: ", what);
  end_run(failed);
}

void abort() noexcept {
  if (in_run() && assumes_by_abort()) end_run(ending::discarded);
  if (in_run()) end_run(make_finding(ending::aborted, caller(), "abort was called"));
  if (explores_main()) cannot_explore("the program calls abort before main");
  as_ever<void>("abort");
  __builtin_unreachable();
}

void exit(int status) noexcept {
  if (in_run()) exit_program(status, caller());
  if (explores_main())
    cannot_explore("the program ends before main, by exit(", digits(static_cast<unsigned>(status)).text);
  as_ever<void>("exit", status);
  __builtin_unreachable();
}
void _exit(int status) {
  if (runs_as_ever()) as_ever<void>("_exit", status);
  exit(status);
}
void _Exit(int status) noexcept {
  _exit(status);
}
void quick_exit(int status) noexcept {
  if (runs_as_ever()) as_ever<void>("quick_exit", status);
  exit(status);
}

int __cxa_atexit(void (*call)(void*), void* argument, void* object) noexcept {
  if (runs_as_ever()) return as_ever("__cxa_atexit", call, argument, object);
  at_program_exit(call, argument);
  return 0;
}

pid_t fork() noexcept {
  if (in_run()) cannot_explore(starts_processes, "fork");
  return __fork();
}
// A child on its parent's stack could not come back through here.
pid_t vfork() noexcept {
  if (in_run()) cannot_explore(starts_processes, "vfork");
  return __fork();
}
int system(const char* command) {
  return only_outside(starts_processes, "system", command);
}
FILE* popen(const char* command, const char* mode) {
  return only_outside<FILE*>(starts_processes, "popen", command, mode);
}
int posix_spawn(pid_t* process, const char* path, const posix_spawn_file_actions_t* actions,
                const posix_spawnattr_t* attributes, char* const* words, char* const* environment) {
  return only_outside(starts_processes, "posix_spawn", process, path, actions, attributes, words,
                      environment);
}
int posix_spawnp(pid_t* process, const char* file, const posix_spawn_file_actions_t* actions,
                 const posix_spawnattr_t* attributes, char* const* words, char* const* environment) {
  return only_outside(starts_processes, "posix_spawnp", process, file, actions, attributes, words,
                      environment);
}
int clone(int (*routine)(void*), void* stack, int flags, void* argument, ...) noexcept {
  if (in_run()) cannot_explore(starts_processes, "clone");
  va_list rest;
  va_start(rest, argument);
  void* words[3];
  for (void*& each : words) each = va_arg(rest, void*);
  va_end(rest);
  return as_ever("clone", routine, stack, flags, argument, words[0], words[1], words[2]);
}
int execve(const char* path, char* const* words, char* const* environment) noexcept {
  return only_outside("the program becomes another, which cannot be explored: ", "execve", path, words,
                      environment);
}

}  // extern "C"
