// How a program ends, and what it may not do here.
#include <csetjmp>
#include <cstdlib>
#include <sys/socket.h>
#include <unistd.h>

#include "interposed/interpose.h"
#include "memory/system.h"
#include "run/program.h"

namespace millrace::explorer {
namespace {

[[noreturn]] void refuse(const char* what) {
  cannot_explore(what, ", which cannot be explored; leave it out of what is explored");
}

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

void __assert_fail(const char* what, const char* file, unsigned line, const char*) noexcept {
  finding failed = make_finding(ending::assertion, caller(), "assertion failed: ", what);
  failed.signature = mixed(failed.signature, line);
  static_cast<void>(file);
  end_run(failed);
}

void abort() noexcept {
  if (!in_run()) cannot_explore("the program calls abort before main");
  end_run(make_finding(ending::aborted, caller(), "abort was called"));
}

void exit(int status) noexcept {
  if (in_run()) exit_program(status, caller());
  cannot_explore("the program ends before main, by exit(", digits(static_cast<unsigned>(status)).text);
}
void _exit(int status) {
  exit(status);
}
void _Exit(int status) noexcept {
  exit(status);
}
void quick_exit(int status) noexcept {
  exit(status);
}

int __cxa_atexit(void (*call)(void*), void* argument, void*) noexcept {
  at_program_exit(call, argument);
  return 0;
}

pid_t fork() noexcept {
  refuse("the program starts processes (fork)");
}
pid_t vfork() noexcept {
  refuse("the program starts processes (vfork)");
}
int system(const char*) {
  refuse("the program starts processes (system)");
}
int execve(const char*, char* const*, char* const*) noexcept {
  refuse("the program becomes another (execve)");
}
int socket(int, int, int) noexcept {
  refuse("the program uses sockets");
}
int socketpair(int, int, int, int*) noexcept {
  refuse("the program uses sockets");
}
int pipe(int*) noexcept {
  refuse("the program uses pipes");
}
int pipe2(int*, int) noexcept {
  refuse("the program uses pipes");
}

}  // extern "C"
