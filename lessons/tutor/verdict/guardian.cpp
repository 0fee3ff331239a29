#include "verdict/guardian.h"

#include <array>
#include <csignal>
#include <ctime>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

// Forked from a program with threads: nothing here allocates or takes a lock.
namespace millrace::tutor {
namespace {

[[noreturn]] void become(const guarded_program& what, pid_t guardian) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != guardian) _exit(could_not_start);
  // It must not inherit our deafness to signals.
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  if (chdir(what.directory) != 0) _exit(could_not_start);
  execvp(what.words[0], what.words);
  _exit(could_not_start);
}

/// Leaves open what the program needs, and `kept`: a descriptor of another thread's would outlive its owner
/// here.
void take_descriptors(const guarded_program& what) {
  const int nothing = open("/dev/null", O_RDONLY);
  dup2(nothing, STDIN_FILENO);
  dup2(what.output, STDOUT_FILENO);
  dup2(what.output, STDERR_FILENO);
  constexpr int kept = STDERR_FILENO + 1;
  if (what.kept < 0) {
    close_range(kept, ~0U, 0);
    return;
  }
  if (what.kept != kept) dup2(what.kept, kept);
  fcntl(kept, F_SETFD, FD_CLOEXEC);
  close_range(kept + 1, ~0U, 0);
}

/// Each child is ended and awaited; its own children, in whatever group or session, become ours then.
void end_descendants() {
  while (true) {
    std::array<char, 4096> text;
    const int list = open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
    const auto size = list < 0 ? 0 : read(list, text.data(), text.size());
    close(list);
    if (size <= 0) return;
    pid_t child = 0;
    for (const char* at = text.data(); at != text.data() + size; ++at) {
      if (*at != ' ') {
        child = child * 10 + (*at - '0');
        continue;
      }
      kill(child, SIGKILL);
      waitpid(child, nullptr, 0);
      child = 0;
    }
  }
}

timespec now() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time;
}

/// Waits until no child is left, one to two seconds at most.
void await_gentle_end(const sigset_t& signals) {
  constexpr timespec glance{0, 20'000'000};
  const auto begun = now();
  while (now().tv_sec - begun.tv_sec < 2) {
    pid_t ended = 0;
    while ((ended = waitpid(-1, nullptr, WNOHANG)) > 0) {
    }
    if (ended < 0) return;
    sigtimedwait(&signals, nullptr, &glance);
  }
}

/// The program's status as wait() tells it; none if all was ended on request.
bool attend(pid_t program, const sigset_t& signals, int& status) {
  while (true) {
    const int signal = sigwaitinfo(&signals, nullptr);
    if (signal == SIGTERM) {
      kill(0, SIGTERM);
      await_gentle_end(signals);
      return false;
    }
    int one = 0;
    for (pid_t ended = 0; (ended = waitpid(-1, &one, WNOHANG)) > 0;) {
      if (ended != program) continue;
      status = one;
      return true;
    }
  }
}

}  // namespace

void guard(const guarded_program& what, pid_t parent) {
  setpgid(0, 0);
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGCHLD);
  sigprocmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGCHLD, SIG_DFL);
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != parent) _exit(could_not_start);
  take_descriptors(what);
  const pid_t guardian = getpid();
  const pid_t program = fork();
  if (program == 0) become(what, guardian);
  int status = could_not_start << 8;
  const bool by_itself = program > 0 && attend(program, signals, status);
  end_descendants();
  if (program > 0 && !by_itself) _exit(128 + SIGTERM);
  _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}

}  // namespace millrace::tutor
