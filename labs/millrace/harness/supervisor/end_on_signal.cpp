#include <csignal>
#include <pthread.h>
#include <thread>
#include <unistd.h>

#include <millrace/harness/supervisor/candidate_start.h>
#include <millrace/harness/supervisor/end_on_signal.h>
#include <millrace/toolkit/task.h>

namespace millrace::harness {

// The kernel ends the candidate when we die, but not what the candidate has forked.
void end_on_signal() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, signal);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  start_task("signals", [signals] {
    int signal = 0;
    sigwait(&signals, &signal);
    kill_strays(0);
    constexpr int could_not_run = 2;
    _exit(could_not_run);
  }).detach();
}

}  // namespace millrace::harness
