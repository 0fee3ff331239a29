#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>

#include "row.h"
#include "work.h"

namespace millrace::bench {

inline constexpr int tasks_in_group = 10;

/// Groups of ten tasks, one group after the other: `run_group(task)` makes one, runs the task ten times in it
/// and waits. Time is that of a whole group.
template <class RunGroup>
void add_group_rows(const std::string& implementation, RunGroup run_group) {
  for (const auto& [name, time] : {std::pair("empty", 0), std::pair("20us", 20'000)}) {
    const auto body = [run_group, time = std::chrono::nanoseconds(time)](std::int64_t groups) {
      const auto start = std::chrono::steady_clock::now();
      for (std::int64_t i = 0; i < groups; ++i) run_group([time] { work_for(time); });
      return span(std::chrono::steady_clock::now() - start);
    };
    add_row("error_group/tasks:10/task:" + std::string(name) + "/" + implementation, body);
  }
}

}  // namespace millrace::bench
