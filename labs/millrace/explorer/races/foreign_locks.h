#pragma once

#include <cstdint>

#include "memory/loaded_objects.h"

namespace millrace::explorer {

/// Locks of a library that was not compiled for the explorer (GLib's, oneTBB's): it waits for words that it
/// changes unseen, so nothing is known of what those locks order.
class foreign_locks {
 public:
  void prepare(const loaded_objects& loaded);
  /// Somebody waits or wakes by a futex. If no atomic operation was seen at its word in this run, it is such
  /// a lock.
  void look_at(std::uintptr_t word, std::uintptr_t site);
  /// Somebody gives way in a loop that waits. A library's does so for what is not seen.
  void look_at_loop(std::uintptr_t site);
  bool seen() const { return site_ != 0; }
  /// Where the first was.
  std::uintptr_t site() const { return site_; }

 private:
  /// Is it code whose atomic operations are announced, or known to be right?
  bool is_announced(std::uintptr_t site) const;

  address_range announced_[2];
  std::uintptr_t site_ = 0;
};
extern foreign_locks unseen_locks;

}  // namespace millrace::explorer
