#pragma once

#include <atomic>
#include <cstdint>

namespace millrace::detail {

/// A mutex for a few dozen instructions at a time: who finds it held looks again for ten microseconds or
/// more, for the holder is most likely running and almost done, and only then sleeps for moments. Nobody is
/// woken by an unlock, which makes that a mere store. Not fair. Go: the lock inside a channel.
class brief_mutex {
 public:
  void lock() noexcept {
    if (!try_lock()) lock_late();
  }
  bool try_lock() noexcept { return state_.exchange(held, std::memory_order_acquire) == free; }
  void unlock() noexcept { state_.store(free, std::memory_order_release); }

 private:
  enum : std::uint32_t { free, held };
  void lock_late() noexcept;

  std::atomic<std::uint32_t> state_{free};
};

}  // namespace millrace::detail
