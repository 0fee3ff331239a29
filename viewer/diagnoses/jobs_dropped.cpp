#include "diagnoses/jobs_dropped.h"

#include <millrace/toolkit/observer.h>

#include "diagnoses/phrases.h"

namespace millrace::viewer {

void jobs_dropped::learn_names(const track& seen) {
  for (const auto& each : seen.now().state().resources) {
    if (static_cast<resource_kind>(each.kind) != resource_kind::worker_pool) continue;
    auto& known = pools_[each.id];
    known.name = name_of(each);
    known.made_at = each.made_at;
  }
}

void jobs_dropped::take(const probe::event_view& event) {
  const auto known = pools_.find(event.subject);
  if (known == pools_.end()) return;
  auto& of = known->second;
  if (event.kind == probe::event_kind::resource_closed) {
    if (of.dropped > 0) gone_.push_back(told_of(of));
    pools_.erase(known);
  } else if (event.kind == probe::event_kind::resource_passed &&
             static_cast<passage>(event.detail) == passage::discarded) {
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
  seen.past().visit(looked_, now, [this](const probe::event_view& event) {
    take(event);
    return true;
  });
  looked_ = now;
  learn_names(seen);

  auto found = gone_;
  for (const auto& [id, each] : pools_) {
    if (each.dropped > 0) found.push_back(told_of(each));
  }
  return found;
}

}  // namespace millrace::viewer
