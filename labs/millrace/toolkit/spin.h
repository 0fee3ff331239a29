#pragma once

namespace millrace::detail {

/// False where all tasks share one processor: nobody brings anything while another looks.
inline bool looking_again_pays = true;

/// Tells the processor that this thread looks at a place again and again. Some nanoseconds.
inline void pause_briefly() noexcept {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

inline void pause_briefly(int times) noexcept {
  for (int i = 0; i < times; ++i) pause_briefly();
}

}  // namespace millrace::detail
