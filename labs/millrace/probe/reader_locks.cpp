// The reader's part about locks: who holds which, in which order, and what waits have come to.
#include <algorithm>

#include <millrace/probe/reader.h>
#include <millrace/probe/stored_text.h>

namespace millrace::probe {

std::vector<held_view> reader::held_by(std::uint32_t slot) const {
  const auto& from = segment_->held[slot];
  std::vector<held_view> holds(std::min<std::size_t>(from.depth.load(std::memory_order_acquire), most_held));
  for (std::size_t i = 0; i < holds.size(); ++i) {
    holds[i] = {from.locks[i].address.load(relaxed), from.locks[i].code.load(relaxed)};
  }
  return holds;
}

std::vector<lock_pair_view> reader::lock_pairs() const {
  std::vector<lock_pair_view> found;
  if (segment_->lock_pairs_used.load(relaxed) == 0) return found;
  for (const auto& from : segment_->lock_pairs) {
    if (from.complete.load(std::memory_order_acquire) == 0) continue;
    found.push_back({from.held.load(relaxed), from.taken.load(relaxed), from.held_code.load(relaxed),
                     loaded_path(from.taken_at), from.count.load(relaxed), from.thread_id.load(relaxed)});
  }
  return found;
}

std::vector<wait_place_view> reader::wait_places() const {
  const double a_tick = seconds_a_tick();
  std::vector<wait_place_view> found;
  if (segment_->wait_places_used.load(relaxed) == 0) return found;
  for (const auto& from : segment_->wait_places) {
    if (from.complete.load(std::memory_order_acquire) == 0) continue;
    found.push_back({from.reason.load(relaxed), from.address.load(relaxed), loaded_path(from.path),
                     from.waits.load(relaxed), static_cast<double>(from.total_ticks.load(relaxed)) * a_tick,
                     static_cast<double>(from.longest_ticks.load(relaxed)) * a_tick});
  }
  return found;
}

}  // namespace millrace::probe
