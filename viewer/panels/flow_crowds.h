#pragma once

#include <cstddef>
#include <vector>

#include "model/flow_layout.h"
#include "panels/drawing.h"

namespace millrace::viewer {

/// Where the tasks are in the flow.
struct flow_crowds {
  /// Those at one node.
  struct crowd {
    std::size_t senders = 0;    ///< that wait to put something in
    std::size_t receivers = 0;  ///< that wait to take something out
    std::vector<look> workers;  ///< of a pool
  };
  std::vector<crowd> at_nodes;  ///< in the order of the layout's nodes
  std::vector<look> loose;      ///< the program's tasks that belong to no node: connections, detached tasks
  std::size_t loose_blocked = 0;
};

/// Looks at each task once: there may be ten thousand.
flow_crowds gather_crowds(const world& state, const flow_layout& layout);

}  // namespace millrace::viewer
