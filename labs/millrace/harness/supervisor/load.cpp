#include <algorithm>
#include <random>
#include <thread>

#include <millrace/harness/supervisor/load.h>
#include <millrace/harness/supervisor/pace.h>

namespace millrace::harness {
namespace {

using clock = std::chrono::steady_clock;

/// What one client saw; joined at the end, so that clients don't wait for each other to write it down.
class tally {
 public:
  void answered(const http::response& response, clock::duration took) {
    ++seen_.by_status[response.status];
    seen_.latency.push_back(std::chrono::duration_cast<std::chrono::microseconds>(took));
  }
  void failed(const char* why) {
    ++seen_.unanswered;
    if (seen_.first_failure.empty()) seen_.first_failure = why;
  }
  void add_to(load_result& all) const {
    for (const auto& [status, count] : seen_.by_status) all.by_status[status] += count;
    all.latency.insert(all.latency.end(), seen_.latency.begin(), seen_.latency.end());
    all.unanswered += seen_.unanswered;
    if (all.first_failure.empty()) all.first_failure = seen_.first_failure;
  }

 private:
  load_result seen_;
};

/// Sends one request that was due at `due`. False if it got no answer.
bool send_one(const run::call& each, const http::client& client, int index, clock::time_point due,
              tally& notes) {
  try {
    const auto response = each(client, index);
    notes.answered(response, clock::now() - due);
    return true;
  } catch (const std::exception& error) {
    notes.failed(error.what());
    return false;
  }
}

load_result join(std::vector<std::jthread>& clients, const std::vector<tally>& notes,
                 clock::time_point began) {
  for (auto& client : clients) client.join();
  load_result all;
  all.elapsed = clock::now() - began;
  for (const auto& one : notes) one.add_to(all);
  return all;
}

}  // namespace

int load_result::answered(int status) const {
  const auto found = by_status.find(status);
  return found == by_status.end() ? 0 : found->second;
}

int load_result::answered() const {
  return static_cast<int>(latency.size());
}

// A client that gets no answer goes away. What then nobody is left to send counts as unanswered.
load_result drive_closed(closed_load load, const run::call& each, const load_target& target) {
  const int clients = std::max(1, std::min(load.clients, load.requests));
  std::atomic<int> next{0};
  std::vector<tally> notes(static_cast<std::size_t>(clients));
  std::vector<std::jthread> threads;
  pace held(target.knobs);
  const auto left = [&] { return target.over->load() || (target.knobs && target.knobs->leaving); };
  const std::function<bool()> over = [&] { return left() || next.load() >= load.requests; };
  const auto began = clock::now();
  for (auto& mine : notes) {
    threads.emplace_back([&, number = static_cast<int>(&mine - notes.data())] {
      const auto client = target.connect();
      while (true) {
        held.await_turn(number, over);
        const int i = next.fetch_add(1);
        if (i >= load.requests || left()) return;
        if (!send_one(each, client, i, clock::now(), mine)) return;
      }
    });
  }
  auto all = join(threads, notes, began);
  all.unanswered = load.requests - all.answered();
  if (all.unanswered > 0 && all.first_failure.empty()) all.first_failure = "the service is gone";
  return all;
}

// Arrivals are a Poisson process, as independent users make them. Enough senders stand by that one is free
// for each arrival unless the service is far behind; then requests leave late, and their latency says so.
load_result drive_open(open_load load, const run::call& each, const load_target& target, unsigned seed) {
  constexpr int most_senders = 256;
  std::mt19937 random(seed);
  std::exponential_distribution<double> gap(std::max(load.per_second, 1e-3));
  std::vector<clock::duration> due(static_cast<std::size_t>(std::max(0, load.requests)));
  double at = 0;
  for (auto& when : due) {
    at += gap(random);
    when = std::chrono::duration_cast<clock::duration>(std::chrono::duration<double>(at));
  }
  std::atomic<std::size_t> next{0};
  std::vector<tally> notes(static_cast<std::size_t>(std::clamp(load.requests, 1, most_senders)));
  std::vector<std::jthread> threads;
  const auto began = clock::now();
  for (auto& mine : notes) {
    threads.emplace_back([&] {
      const auto client = target.connect();
      for (auto i = next.fetch_add(1); i < due.size(); i = next.fetch_add(1)) {
        std::this_thread::sleep_until(began + due[i]);
        if (target.over->load()) {
          mine.failed("the service is gone");
          continue;
        }
        send_one(each, client, static_cast<int>(i), began + due[i], mine);
      }
    });
  }
  return join(threads, notes, began);
}

}  // namespace millrace::harness
