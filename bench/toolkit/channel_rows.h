#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <vector>

#include "lanes.h"

namespace millrace::bench {

/// `items` values through one Queue, from `pairs` threads that push to as many that pop. A Queue is made of
/// its capacity and has `push(value)` and `pop()`, which wait.
template <class Queue>
span hand_over(std::int64_t items, std::int64_t pairs, std::size_t capacity) {
  Queue queue(capacity);
  const auto each = items / pairs;
  std::vector<std::function<void()>> lanes;
  for (std::int64_t i = 0; i < pairs; ++i) {
    lanes.emplace_back([&queue, each] {
      for (std::int64_t n = 0; n < each; ++n) queue.push(n);
    });
    lanes.emplace_back([&queue, each] {
      for (std::int64_t n = 0; n < each; ++n) static_cast<void>(queue.pop());
    });
  }
  return run_together(lanes);
}

/// Rows for 1, 2 and 4 pairs at each capacity.
template <class Queue>
void add_channel_rows(const std::string& implementation, std::initializer_list<std::size_t> capacities) {
  for (const std::int64_t pairs : {1, 2, 4}) {
    const auto line = "channel/" + std::to_string(pairs) + ":" + std::to_string(pairs) + "/capacity:";
    for (const auto capacity : capacities) {
      add_row(line + std::to_string(capacity) + "/" + implementation,
              [=](std::int64_t items) { return hand_over<Queue>(items, pairs, capacity); });
    }
  }
}

/// Rows in which every value has room, for queues that know no bound.
template <class Queue>
void add_unbounded_channel_rows(const std::string& implementation) {
  for (const std::int64_t pairs : {1, 2, 4}) {
    add_row(
        "channel/" + std::to_string(pairs) + ":" + std::to_string(pairs) + "/capacity:all/" + implementation,
        [=](std::int64_t items) { return hand_over<Queue>(items, pairs, static_cast<std::size_t>(items)); });
  }
}

}  // namespace millrace::bench
