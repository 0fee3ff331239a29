#include "diagnoses/unbounded_queue.h"

#include <algorithm>
#include <limits>

#include <millrace/toolkit/observer.h>

#include "diagnoses/phrases.h"

namespace millrace::viewer {
namespace {

bool without_bound(const probe::resource_view& each) {
  if (!is(each, resource_kind::channel) && !is(each, resource_kind::worker_pool)) return false;
  return each.capacity == unbounded || each.capacity >= unbounded_queue::as_good_as_unbounded;
}

bool grows(const recent<std::int64_t>& held) {
  if (!held.covers() || held.newest() < unbounded_queue::many) return false;
  const double middle = held.samples().back().at - unbounded_queue::looked_at / 2;
  auto most_before = std::numeric_limits<std::int64_t>::min();
  auto least_after = std::numeric_limits<std::int64_t>::max();
  for (const auto& [at, value] : held.samples()) {
    if (at < middle) {
      most_before = std::max(most_before, value);
    } else {
      least_after = std::min(least_after, value);
    }
  }
  return held.newest() > least_after && least_after >= most_before;
}

}  // namespace

std::vector<warning> unbounded_queue::check(const track& seen) {
  const double at = seen.past().end();
  std::vector<warning> found;
  std::map<lifetime, recent<std::int64_t>> still_there;
  for (const auto& each : seen.now().state().resources) {
    if (!without_bound(each)) continue;
    const auto known = held_.find(life_of(each));
    auto held = known == held_.end() ? recent<std::int64_t>(looked_at) : std::move(known->second);
    held.add(at, each.holds);
    if (grows(held)) {
      const auto more = static_cast<std::uint64_t>(held.newest() - held.oldest());
      found.push_back({name(), name_of(each),
                       std::to_string(each.holds) + " wait in the " + name_of(each) + ", " +
                           std::to_string(more) + " more than " + seconds_of(looked_at) +
                           " ago, and nothing bounds it",
                       each.made_at, held.samples().front().at});
    }
    still_there.emplace(life_of(each), std::move(held));
  }
  held_ = std::move(still_there);
  return found;
}

}  // namespace millrace::viewer
