#include <chrono>

#include <millrace/toolkit/brief_mutex.h>
#include <millrace/toolkit/futex.h>
#include <millrace/toolkit/spin.h>

namespace millrace::detail {

// Pauses between two looks leave the cache line with the holder: it often comes back before anybody else
// needs it.
void brief_mutex::lock_late() noexcept {
  constexpr int looks = 16;
  constexpr int pauses = 8;
  constexpr std::chrono::microseconds moment(50);
  while (true) {
    for (int i = 0; i < looks; ++i) {
      pause_briefly(pauses);
      if (state_.load(std::memory_order_relaxed) == free && try_lock()) return;
    }
    sleep_while(state_, held, std::chrono::steady_clock::now() + moment);
  }
}

}  // namespace millrace::detail
