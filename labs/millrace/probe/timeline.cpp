#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include <millrace/probe/counter_tracks.h>
#include <millrace/probe/task_lanes.h>
#include <millrace/probe/timeline.h>
#include <millrace/toolkit/observer.h>

namespace millrace::probe {
namespace {

const char* name_of(passage how) noexcept {
  switch (how) {
    case passage::accepted:
      return "accepted";
    case passage::refused:
      return "refused";
    case passage::failed:
      return "failed";
    case passage::discarded:
      return "discarded";
  }
  return "passed";
}

template <class Item>
const Item* found(const std::vector<Item>& in, std::uint32_t Item::*number, std::uint32_t wanted) {
  const auto at = std::ranges::lower_bound(in, wanted, {}, number);
  return at != in.end() && (*at).*number == wanted ? &*at : nullptr;
}

/// What a moment's state, which was read after its events, says of the task or the resource that an event
/// began: something only if no later one ended it or began another in its place.
class beginnings {
 public:
  explicit beginnings(const moment& in) : state_(in.state ? &*in.state : nullptr) {
    for (const auto& each : in.events) {
      if (each.kind == event_kind::task_started || each.kind == event_kind::task_ended)
        tasks_[each.task] = &each;
      if (each.kind == event_kind::resource_opened || each.kind == event_kind::resource_closed)
        resources_[each.subject] = &each;
    }
  }
  const task_view* task(const event_view& begun) const {
    const bool last = state_ && tasks_.at(begun.task) == &begun;
    return last ? found(state_->tasks, &task_view::slot, begun.task) : nullptr;
  }
  const resource_view* resource(const event_view& begun) const {
    const bool last = state_ && resources_.at(begun.subject) == &begun;
    return last ? found(state_->resources, &resource_view::id, begun.subject) : nullptr;
  }

 private:
  const snapshot* state_;
  std::map<std::uint32_t, const event_view*> tasks_;
  std::map<std::uint32_t, const event_view*> resources_;
};

class teller {
 public:
  explicit teller(trace_writer& to) : to_(to), lanes_(to, next_track_), counters_(to, next_track_) {}

  void take(moment one);
  told finish();

 private:
  void begin(const moment& one);
  void compare_pending();
  void compare(const snapshot& state);
  void take(const event_view& event, const beginnings& seen);
  void block(const event_view& event, mark drawn);
  void request(const event_view& event, mark drawn);
  void pass(const event_view& event, mark drawn);

  trace_writer& to_;
  std::uint64_t next_track_ = 1;
  task_lanes lanes_;
  counter_tracks counters_;
  std::map<std::uint32_t, std::string> texts_;
  std::optional<double> started_;
  std::optional<snapshot> pending_;
  double latest_ = 0;
  told told_;
};

// No events were read before the first state, so that it can say at once who is there.
void teller::begin(const moment& one) {
  if (one.state) {
    for (const auto& each : one.state->texts) texts_[each.index] = each.text;
  }
  if (started_) return;
  started_ = one.at;
  to_.process(one.state ? one.state->process : 0, one.state ? one.state->program : "unknown");
  if (one.state && one.events.empty()) compare(*one.state);
}

// A state is a little newer than the events that were read before it, so it is compared in its place among
// those of the next moment.
void teller::take(moment one) {
  begin(one);
  if (one.missed > 0) {
    told_.missed += one.missed;
    to_.draw({.at = std::max(0.0, one.at),
              .category = missed_events,
              .name = std::to_string(one.missed) + " events missed"});
  }
  const beginnings seen(one);
  for (const auto& each : one.events) {
    if (pending_ && each.at > pending_->at) compare_pending();
    take(each, seen);
  }
  compare_pending();
  pending_ = std::move(one.state);
  told_.seconds = std::max(told_.seconds, one.at - *started_);
  latest_ = std::max(latest_, one.at);
}

void teller::compare_pending() {
  const auto state = std::exchange(pending_, std::nullopt);
  if (state) compare(*state);
}

void teller::compare(const snapshot& state) {
  lanes_.compare(state);
  counters_.compare(state);
}

told teller::finish() {
  compare_pending();
  lanes_.finish(latest_);
  to_.finish();
  told_.tasks = lanes_.count();
  return told_;
}

void teller::take(const event_view& event, const beginnings& seen) {
  const auto kind = static_cast<std::size_t>(event.kind);
  ++told_.events[kind <= static_cast<std::size_t>(event_kind::knob) ? kind : 0];
  ++told_.all_events;
  mark drawn{.at = std::max(0.0, event.at), .category = name_of(event.kind), .name = name_of(event.kind)};
  switch (event.kind) {
    case event_kind::task_started:
      return lanes_.start(event.task, seen.task(event), std::move(drawn));
    case event_kind::task_ended:
      return lanes_.end(event.task, task_lanes::life, std::move(drawn));
    case event_kind::blocked:
      return block(event, std::move(drawn));
    case event_kind::resumed:
      return lanes_.end(event.task, task_lanes::wait, std::move(drawn));
    case event_kind::request:
      return request(event, std::move(drawn));
    case event_kind::resource_opened:
      counters_.open(event.subject, event.detail, seen.resource(event));
      return pass(event, std::move(drawn));
    case event_kind::resource_holds:
      return counters_.holds(event);
    case event_kind::resource_passed:
      drawn.name = name_of(static_cast<passage>(event.detail));
      return pass(event, std::move(drawn));
    case event_kind::resource_closed:
      return pass(event, std::move(drawn));
    case event_kind::knob:
      return counters_.turned(event);
  }
  lanes_.draw(event.task, std::move(drawn));
}

void teller::pass(const event_view& event, mark drawn) {
  drawn.more.push_back({"resource", counters_.name_of_resource(event.subject)});
  lanes_.draw(event.task, std::move(drawn));
}

// What a blocked event carries depends on what is waited for: a resource, or a lock and its holder.
void teller::block(const event_view& event, mark drawn) {
  drawn.name = describe_wait(event.detail);
  drawn.more.push_back({"reason", drawn.name});
  if (event.detail >= static_cast<std::uint8_t>(lock_wait::mutex)) {
    drawn.more.push_back({"lock", event.value});
    if (event.subject != 0) drawn.more.push_back({"held by thread", std::int64_t{event.subject}});
  } else if (event.subject != 0) {
    drawn.more.push_back({"resource", counters_.name_of_resource(event.subject)});
  }
  lanes_.begin(event.task, task_lanes::wait, std::move(drawn));
}

void teller::request(const event_view& event, mark drawn) {
  const auto stage = static_cast<request_stage>(event.detail);
  const auto route = texts_.find(event.subject);
  if (route != texts_.end()) drawn.more.push_back({"route", route->second});
  if (event.value != 0) drawn.more.push_back({"status", event.value});
  if (stage == request_stage::none) return lanes_.end(event.task, task_lanes::request, std::move(drawn));
  if (stage == request_stage::handling) {
    if (route != texts_.end()) drawn.name = route->second;
    return lanes_.begin(event.task, task_lanes::request, std::move(drawn));
  }
  drawn.name = "writing";
  lanes_.draw(event.task, std::move(drawn));
}

}  // namespace

const char* name_of(event_kind kind) noexcept {
  switch (kind) {
    case event_kind::task_started:
      return "task started";
    case event_kind::task_ended:
      return "task ended";
    case event_kind::blocked:
      return "blocked";
    case event_kind::resumed:
      return "resumed";
    case event_kind::resource_opened:
      return "resource opened";
    case event_kind::resource_holds:
      return "resource holds";
    case event_kind::resource_passed:
      return "resource passed";
    case event_kind::resource_closed:
      return "resource closed";
    case event_kind::request:
      return "request";
    case event_kind::knob:
      return "knob";
  }
  return "unknown";
}

told tell(recording& from, trace_writer& to) {
  teller telling(to);
  while (auto one = from.next()) telling.take(std::move(*one));
  return telling.finish();
}

}  // namespace millrace::probe
