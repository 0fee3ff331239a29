#include "model/metrics.h"

#include <algorithm>

#include <millrace/toolkit/observer.h>

namespace millrace::viewer {
namespace {

constexpr double keep = 60;
constexpr std::size_t most_answered = 1'000'000;

/// The value below which `part` of them lie (nearest rank).
double percentile(std::vector<double>& values, double part) {
  if (values.empty()) return 0;
  const auto rank =
      std::min(values.size() - 1, static_cast<std::size_t>(part * static_cast<double>(values.size())));
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(rank), values.end());
  return values[rank];
}

}  // namespace

void series::add(double at, double value) {
  points_.push_back({at, value});
  while (points_.front().at < at - keep) points_.pop_front();
}

double series::value_at(double when) const {
  const auto next = std::ranges::upper_bound(points_, when, {}, &point::at);
  return next == points_.begin() ? 0 : std::prev(next)->value;
}

void metrics::add(const batch& come, const world& now) {
  add_requests(come.events);
  if (!come.state) return;
  const auto& state = now.state();
  tasks_.add(come.at, now.program_tasks());
  blocked_.add(come.at, static_cast<double>(std::ranges::count_if(state.tasks, [](const auto& task) {
                 return task.blocked && !is_idle_wait(task.reason);
               })));
  memory_.add(come.at, static_cast<double>(state.memory_bytes));
  std::int64_t in_flight = 0;
  for (const auto& resource : state.resources) {
    holds_[resource.id].add(come.at, static_cast<double>(resource.holds));
    if (is(resource, resource_kind::server)) in_flight += resource.holds;
  }
  in_flight_.add(come.at, static_cast<double>(in_flight));
  const auto over = latency_at(come.at);
  per_second_.add(come.at, static_cast<double>(over.requests));
  p50_.add(come.at, over.p50);
  p99_.add(come.at, over.p99);
  p999_.add(come.at, over.p999);
}

// A request is at work from `handling` until its task is back at `none`.
void metrics::add_requests(const std::vector<probe::event_view>& events) {
  for (const auto& event : events) {
    if (event.kind == probe::event_kind::task_ended) handling_.erase(event.task);
    if (event.kind != probe::event_kind::request) continue;
    const auto stage = static_cast<request_stage>(event.detail);
    if (stage == request_stage::handling) handling_[event.task] = event.at;
    const auto began = handling_.find(event.task);
    if (stage != request_stage::none || began == handling_.end()) continue;
    answered_.push_back({event.at, event.at - began->second});
    handling_.erase(began);
  }
  while (!answered_.empty() &&
         (answered_.front().at < answered_.back().at - keep || answered_.size() > most_answered)) {
    answered_.pop_front();
  }
}

latency metrics::latency_at(double when) const {
  std::vector<double> took;
  for (auto each = std::ranges::upper_bound(answered_, when - 1, {}, &answered::at);
       each != answered_.end() && each->at <= when; ++each) {
    took.push_back(each->took);
  }
  const auto requests = took.size();
  return {percentile(took, 0.5), percentile(took, 0.99), percentile(took, 0.999), requests};
}

}  // namespace millrace::viewer
