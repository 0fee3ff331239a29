#include <algorithm>
#include <exception>
#include <memory>
#include <thread>
#include <vector>

#include <millrace/harness/exploration/explored_run.h>
#include <millrace/toolkit/task.h>

namespace millrace::harness {
namespace {

using clock = std::chrono::steady_clock;

/// What one client saw; its own, until all are over.
struct tally {
  std::vector<int> statuses;
  std::string failure;
};

load_result added(const std::vector<tally>& all, int requests, clock::duration elapsed) {
  load_result sum;
  sum.elapsed = elapsed;
  for (const auto& one : all) {
    for (const int status : one.statuses) ++sum.by_status[status];
    sum.latency.resize(sum.latency.size() + one.statuses.size());
    if (sum.first_failure.empty()) sum.first_failure = one.failure;
  }
  sum.unanswered = requests - sum.answered();
  return sum;
}

}  // namespace

int load_result::answered(int status) const {
  const auto found = by_status.find(status);
  return found == by_status.end() ? 0 : found->second;
}

int load_result::answered() const {
  return static_cast<int>(latency.size());
}

// Who sends which request is settled beforehand: a counter that all clients share would order them, and hide
// races of the service.
load_result explored_run::drive(closed_load load, const call& each) {
  const int clients = std::max(1, std::min(load.clients, load.requests));
  std::vector<tally> seen(static_cast<std::size_t>(clients));
  std::vector<std::thread> tasks;
  const auto began = clock::now();
  for (int number = 0; number < clients; ++number) {
    tasks.push_back(start_task("client " + std::to_string(number + 1), [&, number] {
      const auto sender = client({});
      auto& mine = seen[static_cast<std::size_t>(number)];
      try {
        for (int i = number; i < load.requests; i += clients) mine.statuses.push_back(each(sender, i).status);
      } catch (const std::exception& error) {
        mine.failure = error.what();
      }
    }));
  }
  for (auto& one : tasks) one.join();
  return added(seen, load.requests, clock::now() - began);
}

// When requests come is what the search tries out; so all of them may come at once.
load_result explored_run::drive(open_load load, const call& each) {
  return drive(closed_load{load.requests, load.requests}, each);
}

}  // namespace millrace::harness
