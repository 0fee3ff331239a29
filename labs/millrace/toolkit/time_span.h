#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <utility>

namespace millrace {

/// A length of time as operations take it, made of any duration that converts to nanoseconds. What
/// nanoseconds cannot hold, 292 years, counts as the longest (or the most negative) there is: the standard's
/// own conversion would overflow, and `seconds::max()` be over at once.
class time_span {
 public:
  template <std::integral Rep, class Period>
  requires std::convertible_to<std::chrono::duration<Rep, Period>, std::chrono::nanoseconds>
  constexpr time_span(std::chrono::duration<Rep, Period> time) noexcept {
    using counted = std::chrono::duration<std::int64_t, Period>;
    using std::chrono::nanoseconds;
    constexpr auto longest = std::chrono::duration_cast<counted>(nanoseconds::max()).count();
    constexpr auto most_negative = std::chrono::duration_cast<counted>(nanoseconds::min()).count();
    if (std::cmp_greater(time.count(), longest)) {
      time_ = nanoseconds::max();
    } else if (std::cmp_less(time.count(), most_negative)) {
      time_ = nanoseconds::min();
    } else {
      time_ = counted(static_cast<std::int64_t>(time.count()));
    }
  }

  constexpr operator std::chrono::nanoseconds() const noexcept { return time_; }
  constexpr std::int64_t count() const noexcept { return time_.count(); }

 private:
  std::chrono::nanoseconds time_{};
};

}  // namespace millrace
