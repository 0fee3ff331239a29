#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include <millrace/toolkit/token_bucket.h>

namespace millrace::detail {

/// Buckets by key, in one piece of memory: a key is found with one look at a far place, where a node of
/// std::unordered_map takes three or four. Open addressing with linear probing; what goes is closed up
/// behind. Not thread-safe. `hash` is the key's, well mixed.
template <class Key>
class bucket_table {
 public:
  std::size_t size() const { return size_; }

  /// Begins to bring what `find` will look at from memory. A hint, and all that may be called while another
  /// thread uses the table: what it believes of the table may have passed, and is only asked for.
  void expect(std::uint64_t hash) const noexcept {
    const std::size_t at = hash & known_mask_.load(std::memory_order_relaxed);
    const auto place = known_slots_.load(std::memory_order_relaxed) + at * sizeof(slot);
    __builtin_prefetch(reinterpret_cast<const void*>(place), 1);
  }

  /// Null when it is not there. Valid until the next insertion or eviction.
  bucket_state* find(const Key& key, std::uint64_t hash) {
    if (slots_.empty()) return nullptr;
    for (std::size_t at = home(hash); slots_[at].entry; at = next(at)) {
      if (slots_[at].hash == hash && slots_[at].entry->key == key) return &slots_[at].entry->bucket;
    }
    return nullptr;
  }

  /// The key must not be there yet.
  bucket_state& insert(const Key& key, std::uint64_t hash, const bucket_state& bucket) {
    if (4 * (size_ + 1) > 3 * slots_.size()) grow();
    slot& place = slots_[first_free(hash)];
    bucket_state& added = place.entry.emplace(stored{key, bucket}).bucket;  // a key's copy may throw
    place.hash = hash;
    ++size_;
    return added;
  }

  /// Looks at the next few, round and round, and drops the first that `may_go`. False if none of them may.
  template <class Condition>
  bool evict_one(Condition may_go) {
    constexpr int most_looks = 32;
    const std::size_t slots = slots_.size();
    int looks = 0;
    for (std::size_t i = 0; i < slots && looks < most_looks; ++i) {
      const std::size_t at = hand_++ & (slots - 1);
      if (!slots_[at].entry) continue;
      ++looks;
      if (!may_go(std::as_const(slots_[at].entry->bucket))) continue;
      remove(at);
      return true;
    }
    return false;
  }

 private:
  struct stored {
    Key key;
    bucket_state bucket;
  };
  // With a short key, just one cache line.
  struct alignas(64) slot {
    std::uint64_t hash = 0;
    std::optional<stored> entry;
  };

  std::size_t home(std::uint64_t hash) const { return hash & (slots_.size() - 1); }
  std::size_t next(std::size_t at) const { return (at + 1) & (slots_.size() - 1); }

  std::size_t first_free(std::uint64_t hash) const {
    std::size_t at = home(hash);
    while (slots_[at].entry) at = next(at);
    return at;
  }

  void grow() {
    std::vector<slot> old(slots_.empty() ? 8 : 2 * slots_.size());
    old.swap(slots_);
    known_mask_.store(slots_.size() - 1, std::memory_order_relaxed);
    known_slots_.store(reinterpret_cast<std::uintptr_t>(slots_.data()), std::memory_order_relaxed);
    for (slot& each : old) {
      if (each.entry) slots_[first_free(each.hash)] = std::move(each);
    }
  }

  // Whoever was pushed on over this place moves back, so that no search ends too early. (Knuth, volume
  // 3, 6.4, R.)
  void remove(std::size_t hole) {
    for (std::size_t at = next(hole); slots_[at].entry; at = next(at)) {
      const std::size_t pushed_by = (at - home(slots_[at].hash)) & (slots_.size() - 1);
      const std::size_t behind_hole = (at - hole) & (slots_.size() - 1);
      if (pushed_by < behind_hole) continue;
      slots_[hole] = std::move(slots_[at]);
      hole = at;
    }
    slots_[hole].entry.reset();
    --size_;
  }

  std::atomic<std::uintptr_t> known_slots_{0};  // where slots_ are, for those without the lock
  std::atomic<std::size_t> known_mask_{0};
  std::vector<slot> slots_;  // a power of two, or none yet
  std::size_t size_ = 0;
  std::size_t hand_ = 0;  // where the next eviction looks first
};

}  // namespace millrace::detail
