#include <algorithm>
#include <cerrno>
#include <ctime>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <millrace/toolkit/futex.h>

namespace millrace::detail {

bool sleep_while(const std::atomic<std::uint32_t>& word, std::uint32_t expected,
                 const std::optional<std::chrono::steady_clock::time_point>& end) noexcept {
  const int before = errno;
  timespec until{};
  if (end) {
    // steady_clock is CLOCK_MONOTONIC, by which FUTEX_WAIT_BITSET takes its time; it knows none before boot.
    const auto time = std::max(end->time_since_epoch(), std::chrono::steady_clock::duration::zero());
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time);
    until.tv_sec = seconds.count();
    until.tv_nsec = std::chrono::nanoseconds(time - seconds).count();
  }
  const long outcome = syscall(SYS_futex, &word, FUTEX_WAIT_BITSET | FUTEX_PRIVATE_FLAG, expected,
                               end ? &until : nullptr, nullptr, FUTEX_BITSET_MATCH_ANY);
  errno = before;
  return outcome == 0;
}

void wake_one(const std::atomic<std::uint32_t>* word) noexcept {
  const int before = errno;
  syscall(SYS_futex, word, FUTEX_WAKE | FUTEX_PRIVATE_FLAG, 1);
  errno = before;
}

}  // namespace millrace::detail
