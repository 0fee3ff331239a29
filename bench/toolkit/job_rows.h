#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>

#include "row.h"
#include "work.h"

namespace millrace::bench {

inline constexpr int pool_workers = 2;
inline constexpr std::size_t pool_queue = 1024;

/// Jobs that do nothing, 1 us or 20 us of work. A Pool has `submit(job)` and `drain()`, which ends
/// it.
template <class Pool>
void add_job_rows(const std::string& implementation) {
  for (const auto& [name, time] :
       {std::pair("empty", 0), std::pair("1us", 1'000), std::pair("20us", 20'000)}) {
    const auto body = [time = std::chrono::nanoseconds(time)](std::int64_t items) {
      Pool pool;
      const auto start = std::chrono::steady_clock::now();
      for (std::int64_t i = 0; i < items; ++i) pool.submit([time] { work_for(time); });
      pool.drain();
      return span(std::chrono::steady_clock::now() - start);
    };
    add_row(std::string("worker_pool/job:") + name + "/" + implementation, body);
  }
}

}  // namespace millrace::bench
