// Threads. A pthread_t is that of the donor on which the task runs, so whatever else is asked about it has a
// true answer.
#include <pthread.h>

#include "interposed/calls.h"
#include "interposed/interpose.h"
#include "memory/system.h"
#include "model/tasks.h"
#include "run/program.h"

namespace millrace::explorer {
namespace {

task& known(pthread_t thread, std::uintptr_t site, const char* otherwise) {
  task* found = find_task(thread);
  if (found == nullptr || found->joined) misuse(site, nullptr, otherwise);
  return *found;
}

}  // namespace

int start_thread(pthread_t& thread, void* (*routine)(void*), void* argument, bool detached,
                 std::uintptr_t site) {
  if (!in_run())
    cannot_explore(explores_main()
                       ? "the program starts a thread before main"
                       : "a test starts a thread outside of millrace::explore, which cannot be in the "
                         "same program; put such tests into one of their own");
  thread = spawn(routine, argument, detached, site).thread_pointer;
  return 0;
}

int join_thread(pthread_t thread, void** result, std::uintptr_t site, std::uint64_t deadline) {
  if (!in_run()) return ESRCH;
  task& other = known(thread, site, "a thread is joined that is none, or that was joined before");
  if (other.detached) misuse(site, nullptr, "a thread is joined that is detached");
  if (&other == current) return EDEADLK;
  bool in_time = false;
  void* const came = join(other, site, deadline, in_time);
  if (!in_time) return ETIMEDOUT;
  if (result != nullptr) *result = came;
  return 0;
}

int detach_thread(pthread_t thread, std::uintptr_t site) {
  if (!in_run()) return ESRCH;
  task& other = known(thread, site, "a thread is detached that is none, or that was joined before");
  if (other.detached) misuse(site, nullptr, "a thread is detached twice");
  detach(other);
  return 0;
}

}  // namespace millrace::explorer

using namespace millrace::explorer;

extern "C" {

int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*routine)(void*),
                   void* argument) noexcept {
  int detached = PTHREAD_CREATE_JOINABLE;
  if (attributes != nullptr) pthread_attr_getdetachstate(attributes, &detached);
  return start_thread(*thread, routine, argument, detached == PTHREAD_CREATE_DETACHED, caller());
}

int pthread_join(pthread_t thread, void** result) {
  return join_thread(thread, result, caller());
}

int pthread_tryjoin_np(pthread_t thread, void** result) noexcept {
  if (!in_run()) return ESRCH;
  turns.take_turn(operation::join, 0, caller());
  const task& other = known(thread, caller(), "a thread is joined that is none, or that was joined before");
  turns.note_reading(caller(), address_of(&other), other.finished ? 1 : 0);
  return other.finished ? join_thread(thread, result, caller()) : EBUSY;
}

int pthread_timedjoin_np(pthread_t thread, void** result, const timespec* end) {
  if (end == nullptr) return join_thread(thread, result, caller());
  return is_moment(end) ? join_thread(thread, result, caller(), moment_of(*end)) : EINVAL;
}
int pthread_clockjoin_np(pthread_t thread, void** result, clockid_t clock, const timespec* end) {
  if (end == nullptr) return join_thread(thread, result, caller());
  return is_moment_on(clock, end) ? join_thread(thread, result, caller(), moment_of(*end)) : EINVAL;
}

int pthread_detach(pthread_t thread) noexcept {
  return detach_thread(thread, caller());
}

int pthread_cancel(pthread_t) {
  cannot_explore("the program cancels threads (pthread_cancel), which cannot be explored");
}

}  // extern "C"
