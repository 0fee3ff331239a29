// Time is virtual: it stands still while tasks work, and goes on when they sleep.
#include <poll.h>
#include <sched.h>
#include <sys/select.h>
#include <sys/time.h>
#include <unistd.h>

#include "interposed/interpose.h"
#include "memory/system.h"
#include "run/call_path.h"

namespace millrace::explorer {
namespace {

constexpr std::uint64_t second = 1'000'000'000;

void sleep_until(std::uint64_t deadline, std::uintptr_t site) {
  turns.make_unready(task_set::only(current->slot));
  turns.wait_turn(operation::sleep, 0, site, deadline);
}

void sleep_for(std::uint64_t duration, std::uintptr_t site) {
  const std::uint64_t now = turns.now();
  sleep_until(duration > never - 1 - now ? never - 1 : now + duration, site);
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
}  // namespace millrace::explorer

using namespace millrace::explorer;

extern "C" {

int sched_yield() noexcept {
  if (!in_run()) return 0;
  turns.take_turn(operation::yield, 0, caller());
  turns.note_reading(call_path(), 0, 0);
  return 0;
}
int pthread_yield() noexcept {
  return sched_yield();
}

int nanosleep(const timespec* duration, timespec* left) {
  if (!is_moment(duration)) {
    errno = EINVAL;
    return -1;
  }
  if (in_run()) sleep_for(moment_of(*duration), caller());
  if (left != nullptr) *left = {};
  return 0;
}

int clock_nanosleep(clockid_t, int flags, const timespec* when, timespec* left) {
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
  if (in_run()) sleep_for(std::uint64_t{duration} * 1000, caller());
  return 0;
}

unsigned sleep(unsigned seconds) {
  if (in_run()) sleep_for(seconds * second, caller());
  return 0;
}

// Without descriptors they are but another sleep; with some they are refused, for they would hold up all
// tasks.
int poll(pollfd*, nfds_t count, int milliseconds) {
  if (count != 0) cannot_explore("the program waits for descriptors (poll), which cannot be explored");
  if (in_run())
    sleep_for(milliseconds < 0 ? never : static_cast<std::uint64_t>(milliseconds) * 1'000'000, caller());
  return 0;
}

int select(int count, fd_set*, fd_set*, fd_set*, timeval* duration) {
  if (count != 0) cannot_explore("the program waits for descriptors (select), which cannot be explored");
  if (!in_run()) return 0;
  const bool ends = duration != nullptr && duration->tv_sec >= 0;
  sleep_for(ends ? static_cast<std::uint64_t>(duration->tv_sec) * second +
                       static_cast<std::uint64_t>(duration->tv_usec) * 1000
                 : never,
            caller());
  return 0;
}

int clock_gettime(clockid_t, timespec* into) noexcept {
  *into = timespec_of(look_at_clock(caller()));
  return 0;
}

int gettimeofday(timeval* into, void*) noexcept {
  const std::uint64_t now = look_at_clock(caller());
  *into = {static_cast<time_t>(now / second), static_cast<suseconds_t>(now % second / 1000)};
  return 0;
}

time_t time(time_t* into) noexcept {
  const auto now = static_cast<time_t>(look_at_clock(caller()) / second);
  if (into != nullptr) *into = now;
  return now;
}

}  // extern "C"
