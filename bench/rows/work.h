#pragma once

#include <chrono>

namespace millrace::bench {

/// Keeps the processor busy for that long.
inline void work_for(std::chrono::nanoseconds time) {
  if (time.count() == 0) return;
  const auto end = std::chrono::steady_clock::now() + time;
  while (std::chrono::steady_clock::now() < end) {
  }
}

}  // namespace millrace::bench
