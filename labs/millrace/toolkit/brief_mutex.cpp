#include <algorithm>
#include <chrono>

#include <millrace/toolkit/brief_mutex.h>
#include <millrace/toolkit/futex.h>
#include <millrace/toolkit/spin.h>

namespace millrace::detail {

// Longer and longer pauses between two looks leave the cache lines with the holder: it often comes back
// before anybody else needs them, and does a dozen things in the time in which two would do one each, in
// turns.
void brief_mutex::lock_late() noexcept {
  constexpr int shortest = 16;  // pauses of 10 to 50 ns; a line comes from another processor in 50 to 250
  constexpr int longest = 128;
  constexpr int looks = 12;
  constexpr std::chrono::microseconds moment(50);
  while (true) {
    for (int i = 0, pauses = shortest; i < looks; ++i, pauses = std::min(2 * pauses, longest)) {
      pause_briefly(pauses);
      if (state_.load(std::memory_order_relaxed) == free && try_lock()) return;
    }
    sleep_while(state_, held, std::chrono::steady_clock::now() + moment);
  }
}

}  // namespace millrace::detail
