// Signals come from nowhere here: handlers may be set, and are never called. Those that a program sends to
// itself end it.
#include <csignal>
#include <sys/time.h>
#include <unistd.h>

#include "interposed/as_ever.h"
#include "interposed/interpose.h"

namespace millrace::explorer {
namespace {

int raise_in_program(int number, std::uintptr_t site) {
  if (!in_run()) cannot_explore("the program raises a signal before main");
  if (number == 0) return 0;
  if (number == SIGABRT) end_run(make_finding(ending::aborted, site, "SIGABRT was raised"));
  if (number == SIGSEGV || number == SIGBUS || number == SIGFPE || number == SIGILL || number == SIGTRAP)
    end_run(make_finding(ending::crash, site, "a signal that ends the program was raised"));
  cannot_explore("the program sends signals, which cannot be explored; leave that out of what is explored");
}

}  // namespace
}  // namespace millrace::explorer

using namespace millrace::explorer;

extern "C" {

int raise(int number) noexcept {
  if (runs_as_ever()) return as_ever("raise", number);
  return raise_in_program(number, caller());
}
int kill(pid_t process, int number) noexcept {
  if (runs_as_ever()) return as_ever("kill", process, number);
  if (process == getpid()) return raise_in_program(number, caller());
  cannot_explore("the program sends signals to processes (kill), which cannot be explored");
}
int pthread_kill(pthread_t thread, int number) noexcept {
  if (runs_as_ever()) return as_ever("pthread_kill", thread, number);
  if (number == 0) return 0;
  cannot_explore("the program sends signals to threads (pthread_kill), which cannot be explored");
}

// A test's guard against its own hanging; here time is virtual, and hanging is found.
unsigned alarm(unsigned seconds) noexcept {
  if (runs_as_ever()) return as_ever<unsigned>("alarm", seconds);
  return 0;
}
int setitimer(__itimer_which_t which, const itimerval* made, itimerval* before) noexcept {
  if (runs_as_ever()) return as_ever("setitimer", which, made, before);
  if (before != nullptr) *before = {};
  return 0;
}

int sigprocmask(int how, const sigset_t* made, sigset_t* before) noexcept {
  if (runs_as_ever()) return as_ever("sigprocmask", how, made, before);
  if (before != nullptr) sigemptyset(before);
  return 0;
}
int pthread_sigmask(int how, const sigset_t* made, sigset_t* before) noexcept {
  return sigprocmask(how, made, before);
}
int sigaction(int number, const struct sigaction* made, struct sigaction* before) noexcept {
  if (runs_as_ever()) return as_ever("sigaction", number, made, before);
  if (before != nullptr) *before = {};
  return 0;
}
sighandler_t signal(int number, sighandler_t handler) noexcept {
  if (runs_as_ever()) return as_ever<sighandler_t>("signal", number, handler);
  return SIG_DFL;
}

}  // extern "C"
