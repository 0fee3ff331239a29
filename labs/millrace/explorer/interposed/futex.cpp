// The futex system call, by which libstdc++ waits for atomics, latches, semaphores, barriers and futures.
// Every other call through syscall() goes to the kernel, but for the thread's number.
#include <cstdarg>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "interposed/interpose.h"
#include "interposed/numbers.h"
#include "memory/system.h"
#include "model/objects.h"
#include "races/foreign_locks.h"
#include "run/story.h"

namespace millrace::explorer {
namespace {

long failed_with(int error) {
  errno = error;
  return -1;
}

long futex_wait(std::uintptr_t word, int expected, std::uint64_t deadline, std::uintptr_t site) {
  turns.take_turn(operation::futex_wait, word, site);
  if (__atomic_load_n(reinterpret_cast<const int*>(word), __ATOMIC_SEQ_CST) != expected) {
    if (story_of_run.told) story_of_run.tell_outcome(outcome::refused);
    return failed_with(EAGAIN);
  }
  sync_object& futex = object_at(word);
  futex.queue_add(current->slot);
  current->notified = false;
  current->looked_since = 0;
  turns.make_unready(task_set::only(current->slot));
  turns.wait_turn(operation::futex_wait, word, site, deadline);
  if (current->notified) return 0;
  futex.queue_remove(current->slot);
  if (story_of_run.told) story_of_run.tell_time_is_up();
  return failed_with(ETIMEDOUT);
}

long futex_wake(std::uintptr_t word, int most, std::uintptr_t site) {
  turns.take_turn(operation::futex_wake, word, site);
  sync_object& futex = object_at(word);
  int woken = 0;
  for (; woken < most && futex.queued > 0; ++woken) {
    const bool all = static_cast<std::uint32_t>(most) >= futex.queued;
    const unsigned which = all ? 0 : turns.choose_value(operation::notify_one, futex.queued);
    const unsigned slot = futex.queue_take(which);
    tasks[slot].notified = true;
    turns.make_ready(slot);
  }
  if (woken == 0) futex.unheard_at = turns.steps() + 1;
  turns.note_change();
  return woken;
}

struct futex_call {
  std::uintptr_t word;
  int operation;
  int value;
  const timespec* time;
};

/// A wait's time is a duration, that of a wait for bits a moment.
std::uint64_t deadline_of(const futex_call& call, bool relative) {
  if (call.time == nullptr) return never;
  return relative ? turns.now() + moment_of(*call.time) : moment_of(*call.time);
}

long futex(const futex_call& call, std::uintptr_t site) {
  unseen_locks.look_at(call.word, site);
  switch (call.operation & FUTEX_CMD_MASK) {
    case FUTEX_WAIT:
      return futex_wait(call.word, call.value, deadline_of(call, true), site);
    case FUTEX_WAIT_BITSET:
      return futex_wait(call.word, call.value, deadline_of(call, false), site);
    case FUTEX_WAKE:
    case FUTEX_WAKE_BITSET:
      return futex_wake(call.word, call.value, site);
    default:
      cannot_explore("the program uses a futex operation that is neither wait nor wake");
  }
}

}  // namespace
}  // namespace millrace::explorer

using namespace millrace::explorer;

extern "C" long syscall(long number, ...) noexcept {
  va_list rest;
  va_start(rest, number);
  long word[6];
  for (long& each : word) each = va_arg(rest, long);
  va_end(rest);
  if (number == SYS_futex && in_run())
    return futex({static_cast<std::uintptr_t>(word[0]), static_cast<int>(word[1]), static_cast<int>(word[2]),
                  reinterpret_cast<const timespec*>(word[3])},
                 caller());
  if (number == SYS_gettid && in_run()) return number_of_thread();
  const long result = system_call(number, word[0], word[1], word[2], word[3], word[4], word[5]);
  return result < 0 && result > -4096 ? failed_with(static_cast<int>(-result)) : result;
}
