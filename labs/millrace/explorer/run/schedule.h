#pragma once

#include <cstdint>

#include "memory/lasting_list.h"

namespace millrace::explorer {

/// Where a schedule leaves the normal course: at a task's step another task goes on, or a value is chosen.
/// Tasks are named by keys, steps are the task's own: what stands for one decision keeps its meaning when
/// another is removed.
struct decision {
  std::uint64_t task;
  std::uint32_t step;
  bool is_value;
  std::uint64_t chosen;  ///< a task's key, or a value
};

/// All decisions of one run, and for how many racing sites they hold. The normal course is: stay as long as
/// you can, then the next task in order.
struct schedule {
  static constexpr std::size_t most = 1 << 20;
  lasting_list<decision, most> decisions;
  std::size_t sites = 0;

  void reserve() { decisions.reserve(); }
  void assign(const schedule& other) {
    decisions.clear();
    for (const auto& each : other.decisions) decisions.add(each);
    sites = other.sites;
  }
};

}  // namespace millrace::explorer
