#pragma once

#include <cstddef>
#include <vector>

#include <millrace/probe/reader.h>

namespace millrace::probe {

/// A task waits for another: for a lock that this holds, or for its end. Indices into snapshot::tasks.
struct wait_edge {
  std::size_t from = 0;
  std::size_t to = 0;
  std::uint64_t lock = 0;  ///< 0: it joins it
  bool operator==(const wait_edge&) const = default;
};

/// Tasks that wait for one another in a ring: each for the next, the last for the first. One alone waits for
/// itself: it took a lock twice.
struct wait_cycle {
  std::vector<wait_edge> edges;
  /// Seconds since the latest of them began to wait, at the snapshot's time.
  double stands_for = 0;
};

/// Who waits for whom. A lock's holders are the tasks that list it as held; if none does, the thread that
/// held it as the wait began. At most 64 a task, for a lock may have many readers.
std::vector<wait_edge> wait_edges(const snapshot& seen);

/// The cycles among them: the shortest through each group of tasks that can't go on for one another. Linear
/// in tasks and edges; nothing in a snapshot, however false, makes it fail.
std::vector<wait_cycle> wait_cycles(const snapshot& seen);

}  // namespace millrace::probe
