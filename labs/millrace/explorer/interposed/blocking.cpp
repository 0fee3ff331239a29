// Calls that would wait for something outside of the program, and hold up all tasks meanwhile.
#include <csignal>
#include <unistd.h>

#include "interposed/interpose.h"
#include "memory/system.h"

using namespace millrace::explorer;

extern "C" {

int pause() {
  cannot_explore("the program waits for a signal (pause), which cannot be explored");
}
int sigsuspend(const sigset_t*) {
  cannot_explore("the program waits for a signal (sigsuspend), which cannot be explored");
}
int sigwait(const sigset_t*, int*) {
  cannot_explore("the program waits for a signal (sigwait), which cannot be explored");
}
int sigwaitinfo(const sigset_t*, siginfo_t*) {
  cannot_explore("the program waits for a signal (sigwaitinfo), which cannot be explored");
}
int sigtimedwait(const sigset_t*, siginfo_t*, const timespec*) {
  cannot_explore("the program waits for a signal (sigtimedwait), which cannot be explored");
}

}  // extern "C"
