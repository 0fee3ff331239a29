#include "diagnoses/jobs_dropped.h"

#include <millrace/toolkit/observer.h>

#include "diagnoses/phrases.h"

namespace millrace::viewer {

void jobs_dropped::learn_names(const probe::snapshot& state) {
  for (const auto& each : state.resources) {
    if (is(each, resource_kind::worker_pool)) learn_name(each);
  }
}

void jobs_dropped::learn_name(const probe::resource_view& of) {
  auto& known = pools_[of.id];
  known.name = name_of(of);
  known.made_at = of.made_at;
}

// A pool may have lived between two looks: then the track may know it, or nobody does.
jobs_dropped::pool& jobs_dropped::pool_of(const probe::event_view& event, const track& seen) {
  if (const auto known = pools_.find(event.subject); known != pools_.end()) return known->second;
  pools_[event.subject].name = "worker pool that is gone";
  if (const auto* before = seen.past().snapshot_before(event.at)) {
    for (const auto& each : before->resources) {
      if (each.id == event.subject && is(each, resource_kind::worker_pool)) learn_name(each);
    }
  }
  return pools_[event.subject];
}

void jobs_dropped::take(const probe::event_view& event, const track& seen) {
  if (event.kind == probe::event_kind::resource_closed) {
    const auto known = pools_.find(event.subject);
    if (known == pools_.end()) return;
    if (known->second.dropped > 0) gone_.push_back(told_of(known->second));
    pools_.erase(known);
  } else if (event.kind == probe::event_kind::resource_passed &&
             static_cast<passage>(event.detail) == passage::discarded) {
    auto& of = pool_of(event, seen);
    if (of.dropped++ == 0) of.since = event.at;
  }
}

warning jobs_dropped::told_of(const pool& stopped) const {
  return {name(), stopped.name,
          "the " + stopped.name + " was stopped and threw away " + count_of(stopped.dropped, "job") +
              " that it had accepted",
          stopped.made_at, stopped.since};
}

std::vector<warning> jobs_dropped::check(const track& seen) {
  const double now = seen.past().end();
  seen.past().visit(looked_, now, [&](const probe::event_view& event) {
    take(event, seen);
    return true;
  });
  looked_ = now;
  learn_names(seen.now().state());

  auto found = gone_;
  for (const auto& [id, each] : pools_) {
    if (each.dropped > 0) found.push_back(told_of(each));
  }
  return found;
}

}  // namespace millrace::viewer
