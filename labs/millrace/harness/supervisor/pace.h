#pragma once

#include <atomic>
#include <chrono>
#include <functional>

#include <millrace/harness/supervisor/load_knobs.h>

namespace millrace::harness {

/// Holds a closed load's clients back as its knobs say; without knobs it never does. Thread-safe.
class pace {
 public:
  explicit pace(const load_knobs* knobs) : knobs_(knobs) {}

  /// Waits until client `number` (from 0) may send its next request, or `over()` is true.
  void await_turn(int number, const std::function<bool()>& over);

 private:
  using clock = std::chrono::steady_clock;

  bool may_send(int number);

  const load_knobs* knobs_;
  std::atomic<clock::rep> due_{0};  ///< when the next request may be sent
};

}  // namespace millrace::harness
