#pragma once

#include <cstdint>

#include "model/task.h"

namespace millrace::explorer {

/// Sees when a program that changes nothing comes back to where it was: from then on it goes round for ever.
/// Counting rounds would not do, for a loop with an end may have any number of them.
class recurrence {
 public:
  /// Something changed: what was seen before says nothing.
  void restart() { seen_ = 0; }

  /// The state that was kept is compared with each that follows, and replaced at 1, 2, 4, 8 ... (Brent 1980):
  /// a round of any length is found before its third time.
  bool comes_back(std::uint64_t state) {
    if (seen_ != 0 && state == kept_) return true;
    keeps_last_ = (seen_ & (seen_ - 1)) == 0;
    if (keeps_last_) kept_ = state;
    ++seen_;
    return false;
  }
  /// The state that came last is the one that is kept now.
  bool keeps_last() const { return keeps_last_; }

 private:
  std::uint64_t kept_ = 0;
  std::uint32_t seen_ = 0;
  bool keeps_last_ = false;
};

/// All that the running task, which waits at its pending operation, has in registers and on its stack; 0 if
/// that cannot be told. What it wrote elsewhere is `wrote_elsewhere` in task.h.
std::uint64_t own_state();

}  // namespace millrace::explorer
