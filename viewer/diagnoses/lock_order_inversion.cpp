#include "diagnoses/lock_order_inversion.h"

#include <map>

#include <millrace/probe/lock_inversions.h>

#include "diagnoses/phrases.h"

namespace millrace::viewer {
namespace {

std::string order(const probe::lock_pair_view& pair) {
  const auto named = [](const std::string& place) { return place.empty() ? "one" : short_place(place); };
  return "the lock of " + named(pair.taken_at) + " is taken while that of " + named(pair.held_at) +
         " is held";
}

}  // namespace

std::vector<warning> lock_order_inversion::check(const track& seen) {
  const auto inversions = probe::lock_inversions(seen.now().state());
  if (!inversions.empty() && since_ == 0) since_ = seen.past().end();
  std::map<std::string, warning> by_place;  // one place may invert many pairs of locks
  for (const auto& ring : inversions) {
    const auto& first = ring.front();
    const std::string subject = "locks taken at " + short_place(first.taken_at);
    const auto says = count_of(ring.size(), "lock") + " are taken in opposite orders: " + order(first) +
                      ", and the other way round; tasks that meet there wait for each other for ever";
    by_place.try_emplace(subject, warning{name(), subject, says, first.taken_at, since_});
  }
  std::vector<warning> found;
  for (auto& [subject, each] : by_place) found.push_back(std::move(each));
  return found;
}

}  // namespace millrace::viewer
