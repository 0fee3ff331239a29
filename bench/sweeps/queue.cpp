// A pool that is offered more than it can do, for a while: what a longer queue gains and what it costs. Two
// workers wait a millisecond for each request, so 2,000 a second can be served, and more arrive. A row's time
// is the 99th percentile of what a request that was served took, from when it should have arrived: who has to
// wait before he may submit is late, too.
#include <algorithm>
#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <millrace/toolkit/worker_pool.h>

#include "row.h"

namespace millrace::bench {
namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;

constexpr auto between_requests = 333us;
constexpr int requests = 900;

class latencies {
 public:
  void add(clock::duration one) {
    const std::lock_guard lock(mutex_);
    all_.push_back(one);
  }
  /// Once all is over.
  span at(double share) {
    std::ranges::sort(all_);
    return all_[static_cast<std::size_t>(share * static_cast<double>(all_.size() - 1))];
  }
  std::size_t size() const { return all_.size(); }

 private:
  std::mutex mutex_;
  std::vector<span> all_;  // guarded by mutex_
};

using submission = std::function<void(worker_pool&, job)>;

figures overload(std::size_t capacity, const submission& submit) {
  latencies served;
  worker_pool pool({.workers = 2, .queue = capacity});
  const auto start = clock::now();
  for (int i = 0; i < requests; ++i) {
    const auto due = start + i * between_requests;
    std::this_thread::sleep_until(due);
    submit(pool, [&served, due] {
      std::this_thread::sleep_for(1ms);
      served.add(clock::now() - due);
    });
  }
  pool.drain();
  const double refused = requests - static_cast<double>(served.size());
  return {served.at(0.99),
          {{"p50_us", served.at(0.5).count() * 1e6}, {"refused_percent", 100 * refused / requests}}};
}

void add_rows(const std::string& policy, const submission& submit) {
  for (const std::size_t capacity : {1u, 4u, 16u, 64u, 256u}) {
    add_figures("queue/capacity:" + std::to_string(capacity) + '/' + policy,
                [=] { return overload(capacity, submit); });
  }
}

const bool added = [] {
  add_rows("wait", [](worker_pool& pool, job work) { pool.submit(std::move(work)); });
  add_rows("refuse",
           [](worker_pool& pool, job work) { static_cast<void>(pool.try_submit(std::move(work))); });
  return true;
}();

}  // namespace
}  // namespace millrace::bench
