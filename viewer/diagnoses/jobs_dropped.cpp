#include "diagnoses/jobs_dropped.h"

#include <millrace/toolkit/observer.h>

#include "diagnoses/phrases.h"

namespace millrace::viewer {

// Workers take jobs out one by one: a queue that goes from several to none at once was thrown away.
void jobs_dropped::learn(const track& seen, double from, double to) {
  seen.past().visit(from, to, [&](const probe::event_view& event) {
    const bool closed = event.kind == probe::event_kind::resource_closed;
    if (!closed && event.kind != probe::event_kind::resource_holds) return true;
    const auto known = pools_.find(event.subject);
    if (known == pools_.end()) return true;
    if (closed) {
      pools_.erase(known);
      return true;
    }
    auto& [label, made_at, queued] = known->second;
    if (event.value == 0 && queued >= 2) {
      found_.push_back({name(), label,
                        count_of(static_cast<std::uint64_t>(queued), "job") + " that the " + label +
                            " had accepted were thrown away when it was stopped",
                        made_at, event.at});
    }
    queued = event.value;
    return true;
  });
}

std::vector<warning> jobs_dropped::check(const track& seen) {
  const double at = seen.past().end();
  const auto& gaps = seen.past().gaps();
  const bool all_seen = gaps.empty() || gaps.back().to <= looked_;
  if (looked_ > 0 && all_seen && !pools_.empty()) learn(seen, looked_, at);
  looked_ = at;
  pools_.clear();
  for (const auto& each : seen.now().state().resources) {
    if (static_cast<resource_kind>(each.kind) == resource_kind::worker_pool)
      pools_[each.id] = {name_of(each), each.made_at, each.holds};
  }
  return found_;
}

}  // namespace millrace::viewer
