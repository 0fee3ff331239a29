#include "diagnoses/bucket_starved.h"

#include <algorithm>

#include <millrace/toolkit/observer.h>

#include "diagnoses/phrases.h"

namespace millrace::viewer {
namespace {

bool empty_all_along(const recent<probe::resource_view>& bucket) {
  return std::ranges::all_of(bucket.samples(), [](const auto& sample) {
    const auto least = bucket_starved::nearly_empty * static_cast<double>(sample.value.capacity);
    return static_cast<double>(sample.value.holds) <= std::max(1.0, least);
  });
}

}  // namespace

std::vector<warning> bucket_starved::check(const track& seen) {
  std::vector<warning> found;
  std::map<lifetime, recent<probe::resource_view>> still_there;
  for (const auto& each : seen.now().state().resources) {
    if (!is(each, resource_kind::token_bucket)) continue;
    const auto known = buckets_.find(life_of(each));
    auto bucket =
        known == buckets_.end() ? recent<probe::resource_view>(looked_at) : std::move(known->second);
    bucket.add(seen.past().end(), each);
    const auto refused = each.refused - bucket.oldest().refused;
    const auto accepted = each.accepted - bucket.oldest().accepted;
    if (bucket.covers() && refused >= refused_at_least && refused > accepted && empty_all_along(bucket)) {
      found.push_back({name(), name_of(each),
                       "the " + name_of(each) + " has been empty for over a second and refused " +
                           std::to_string(refused) + " of the last " + std::to_string(refused + accepted) +
                           " that came: they all draw on this one",
                       each.made_at, bucket.samples().front().at});
    }
    still_there.emplace(life_of(each), std::move(bucket));
  }
  buckets_ = std::move(still_there);
  return found;
}

}  // namespace millrace::viewer
