// Calls that wait for something outside of the program, and would hold up all tasks meanwhile.
#include <csignal>
#include <ctime>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "interposed/as_ever.h"
#include "interposed/interpose.h"

namespace millrace::explorer {
namespace {

constexpr const char* waits_for_signal = "the program waits for a signal, which cannot be explored: ";
constexpr const char* uses_sockets =
    "the program uses sockets, which cannot be explored; leave them out of what is explored: ";
constexpr const char* uses_pipes =
    "the program uses pipes, which cannot be explored; leave them out of what is explored: ";
constexpr const char* waits_for_descriptors = "the program waits for descriptors, which cannot be explored: ";
constexpr const char* waits_for_processes =
    "the program waits for what other processes do, which cannot be explored: ";

}  // namespace
}  // namespace millrace::explorer

using namespace millrace::explorer;

extern "C" {

int pause() {
  return only_outside(waits_for_signal, "pause");
}
int sigsuspend(const sigset_t* set) {
  return only_outside(waits_for_signal, "sigsuspend", set);
}
int sigwait(const sigset_t* set, int* number) {
  return only_outside(waits_for_signal, "sigwait", set, number);
}
int sigwaitinfo(const sigset_t* set, siginfo_t* which) {
  return only_outside(waits_for_signal, "sigwaitinfo", set, which);
}
int sigtimedwait(const sigset_t* set, siginfo_t* which, const timespec* duration) {
  return only_outside(waits_for_signal, "sigtimedwait", set, which, duration);
}
int signalfd(int descriptor, const sigset_t* set, int flags) noexcept {
  return only_outside(waits_for_signal, "signalfd", descriptor, set, flags);
}
int timer_create(clockid_t clock, sigevent* event, timer_t* timer) noexcept {
  return only_outside(
      "the program sets timers that send signals or start threads, which cannot be explored: ",
      "timer_create", clock, event, timer);
}

int socket(int family, int type, int protocol) noexcept {
  return only_outside(uses_sockets, "socket", family, type, protocol);
}
int socketpair(int family, int type, int protocol, int* both) noexcept {
  return only_outside(uses_sockets, "socketpair", family, type, protocol, both);
}
int pipe(int* both) noexcept {
  return only_outside(uses_pipes, "pipe", both);
}
int pipe2(int* both, int flags) noexcept {
  return only_outside(uses_pipes, "pipe2", both, flags);
}

int eventfd(unsigned value, int flags) noexcept {
  return only_outside(waits_for_descriptors, "eventfd", value, flags);
}
int timerfd_create(clockid_t clock, int flags) noexcept {
  return only_outside(waits_for_descriptors, "timerfd_create", clock, flags);
}
int epoll_create(int size) noexcept {
  return only_outside(waits_for_descriptors, "epoll_create", size);
}
int epoll_create1(int flags) noexcept {
  return only_outside(waits_for_descriptors, "epoll_create1", flags);
}
int inotify_init() noexcept {
  return only_outside(waits_for_descriptors, "inotify_init");
}
int inotify_init1(int flags) noexcept {
  return only_outside(waits_for_descriptors, "inotify_init1", flags);
}

int semop(int set, sembuf* steps, std::size_t count) noexcept {
  return only_outside(waits_for_processes, "semop", set, steps, count);
}
int semtimedop(int set, sembuf* steps, std::size_t count, const timespec* duration) noexcept {
  return only_outside(waits_for_processes, "semtimedop", set, steps, count, duration);
}
ssize_t msgrcv(int queue, void* into, std::size_t room, long type, int flags) {
  return only_outside<ssize_t>(waits_for_processes, "msgrcv", queue, into, room, type, flags);
}
int msgsnd(int queue, const void* from, std::size_t size, int flags) {
  return only_outside(waits_for_processes, "msgsnd", queue, from, size, flags);
}
int mq_open(const char* name, int flags, unsigned mode, void* attributes) noexcept {
  return only_outside(waits_for_processes, "mq_open", name, flags, mode, attributes);
}

// OpenMP's threads wait for each other by means of the compiler's library (libgomp, libomp), past everything
// here.
void GOMP_parallel(void (*function)(void*), void* data, unsigned threads, unsigned flags) {
  only_outside<void>("the program uses OpenMP, which cannot be explored: ", "GOMP_parallel", function, data,
                     threads, flags);
}
void __kmpc_fork_call() {
  cannot_explore("the program uses OpenMP, which cannot be explored: ", "__kmpc_fork_call");
}

}  // extern "C"
