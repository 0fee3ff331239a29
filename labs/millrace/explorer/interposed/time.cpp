// Time is virtual: it stands still while tasks work, and goes on when they sleep.
#include <poll.h>
#include <sched.h>
#include <sys/select.h>
#include <sys/time.h>
#include <unistd.h>

#include "interposed/as_ever.h"
#include "interposed/calls.h"
#include "interposed/interpose.h"
#include "races/foreign_locks.h"
#include "run/call_path.h"
#include "run/story.h"

namespace millrace::explorer {
namespace {

constexpr std::uint64_t second = 1'000'000'000;

void sleep_until(std::uint64_t deadline, std::uintptr_t site) {
  turns.make_unready(task_set::only(current->slot));
  turns.wait_turn(operation::sleep, 0, site, deadline);
  if (story_of_run.told) story_of_run.tell_time_is_up();
}

/// Whoever looks at the clock in a loop waits for it to go on.
std::uint64_t look_at_clock(std::uintptr_t site) {
  if (!in_run()) return turns.now();
  turns.take_turn(operation::clock, 0, site);
  turns.note_time_was_read();
  turns.note_reading(call_path(), 1, turns.now());
  return turns.now();
}

}  // namespace

void sleep_for(std::uint64_t duration, std::uintptr_t site) {
  if (!in_run()) return;
  const std::uint64_t now = turns.now();
  sleep_until(duration > never - 1 - now ? never - 1 : now + duration, site);
}

void give_way(std::uintptr_t site) {
  if (!in_run()) return;
  unseen_locks.look_at_loop(site);
  turns.take_turn(operation::yield, 0, site);
  turns.note_reading(call_path(), 0, 0);
}

}  // namespace millrace::explorer

using namespace millrace::explorer;

extern "C" {

int sched_yield() noexcept {
  give_way(caller());
  return 0;
}

int nanosleep(const timespec* duration, timespec* left) {
  if (runs_as_ever()) return as_ever("nanosleep", duration, left);
  if (!is_moment(duration)) {
    errno = EINVAL;
    return -1;
  }
  sleep_for(moment_of(*duration), caller());
  if (left != nullptr) *left = {};
  return 0;
}

int clock_nanosleep(clockid_t clock, int flags, const timespec* when, timespec* left) {
  if (runs_as_ever()) return as_ever("clock_nanosleep", clock, flags, when, left);
  if (!is_moment(when)) return EINVAL;
  if (!in_run()) return 0;
  if ((flags & TIMER_ABSTIME) != 0)
    sleep_until(moment_of(*when), caller());
  else
    sleep_for(moment_of(*when), caller());
  if (left != nullptr) *left = {};
  return 0;
}

int usleep(useconds_t duration) {
  if (runs_as_ever()) return as_ever("usleep", duration);
  sleep_for(std::uint64_t{duration} * 1000, caller());
  return 0;
}

unsigned sleep(unsigned seconds) {
  if (runs_as_ever()) return as_ever<unsigned>("sleep", seconds);
  sleep_for(seconds * second, caller());
  return 0;
}

// Without descriptors they are but another sleep; with some they are refused, for they would hold up all
// tasks.
int poll(pollfd* all, nfds_t count, int milliseconds) {
  if (runs_as_ever()) return as_ever("poll", all, count, milliseconds);
  if (count != 0) cannot_explore("the program waits for descriptors (poll), which cannot be explored");
  sleep_for(milliseconds < 0 ? never : static_cast<std::uint64_t>(milliseconds) * 1'000'000, caller());
  return 0;
}

int ppoll(pollfd* all, nfds_t count, const timespec* duration, const sigset_t* mask) {
  if (runs_as_ever()) return as_ever("ppoll", all, count, duration, mask);
  if (count != 0) cannot_explore("the program waits for descriptors (ppoll), which cannot be explored");
  sleep_for(duration == nullptr ? never : moment_of(*duration), caller());
  return 0;
}

int pselect(int count, fd_set* readable, fd_set* writable, fd_set* failed, const timespec* duration,
            const sigset_t* mask) {
  if (runs_as_ever()) return as_ever("pselect", count, readable, writable, failed, duration, mask);
  if (count != 0) cannot_explore("the program waits for descriptors (pselect), which cannot be explored");
  sleep_for(duration == nullptr ? never : moment_of(*duration), caller());
  return 0;
}

int select(int count, fd_set* readable, fd_set* writable, fd_set* failed, timeval* duration) {
  if (runs_as_ever()) return as_ever("select", count, readable, writable, failed, duration);
  if (count != 0) cannot_explore("the program waits for descriptors (select), which cannot be explored");
  if (!in_run()) return 0;
  const bool ends = duration != nullptr && duration->tv_sec >= 0;
  sleep_for(ends ? static_cast<std::uint64_t>(duration->tv_sec) * second +
                       static_cast<std::uint64_t>(duration->tv_usec) * 1000
                 : never,
            caller());
  return 0;
}

int clock_gettime(clockid_t clock, timespec* into) noexcept {
  if (runs_as_ever()) return as_ever("clock_gettime", clock, into);
  *into = timespec_of(look_at_clock(caller()));
  return 0;
}

int timespec_get(timespec* into, int base) noexcept {
  if (runs_as_ever()) return as_ever("timespec_get", into, base);
  if (base != TIME_UTC) return 0;
  *into = timespec_of(look_at_clock(caller()));
  return base;
}

/// What the program has used of the processor is not ours to say; in virtual time it is busy all the while.
clock_t clock() noexcept {
  if (runs_as_ever()) return as_ever<clock_t>("clock");
  look_at_clock(caller());
  return static_cast<clock_t>(turns.elapsed() / (second / CLOCKS_PER_SEC));
}

int gettimeofday(timeval* into, void* zone) noexcept {
  if (runs_as_ever()) return as_ever("gettimeofday", into, zone);
  const std::uint64_t now = look_at_clock(caller());
  *into = {static_cast<time_t>(now / second), static_cast<suseconds_t>(now % second / 1000)};
  return 0;
}

time_t time(time_t* into) noexcept {
  if (runs_as_ever()) return as_ever<time_t>("time", into);
  const auto now = static_cast<time_t>(look_at_clock(caller()) / second);
  if (into != nullptr) *into = now;
  return now;
}

}  // extern "C"
