#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <source_location>
#include <stdexcept>
#include <unordered_map>
#include <utility>
#include <vector>

#include <millrace/toolkit/token_bucket.h>
#include <millrace/toolkit/watched.h>

namespace millrace {

/// A token bucket for each key: a client's address, an account. Bounded: at most `most_keys` buckets are
/// kept, and only one that has refilled, and so is no different from a new one, makes room for another.
/// Evicting a busy key would hand it a fresh burst. If no bucket near the oldest has refilled, the new key is
/// refused and counted: under such a flood of keys the limiter protects what it is there for. Thread-safe;
/// keys are spread over shards with a lock each. Go: a map of rate.Limiter behind a mutex, with a janitor;
/// this needs none.
template <class Key, class Hash = std::hash<Key>>
class keyed_limiter {
 public:
  using clock = std::chrono::steady_clock;
  using time_point = clock::time_point;

  struct options {
    rate_limit limit = per_second(1);
    int burst = 1;
    std::size_t most_keys = 100'000;  ///< at least one a shard is kept
    std::size_t shards = 16;
  };

  struct counts {
    std::size_t keys = 0;
    std::uint64_t evicted = 0;
    std::uint64_t refused_keys = 0;  ///< new keys for which there was no room
  };

  /// Throws std::invalid_argument for no shards, no keys or a negative burst.
  explicit keyed_limiter(options how, std::source_location where = std::source_location::current())
      : how_(how),
        most_per_shard_(checked(how)),
        seen_({.kind = resource_kind::keyed_limiter,
               .name = {},
               .capacity = static_cast<std::int64_t>(how.most_keys),
               .per_second = how.limit.per_second,
               .made_at = where}) {
    for (std::size_t i = 0; i < how.shards; ++i) shards_.push_back(std::make_unique<shard>());
  }

  bool allow(const Key& key) { return allow_n_at(clock::now(), key, 1); }
  bool allow_at(time_point now, const Key& key) { return allow_n_at(now, key, 1); }
  bool allow_n_at(time_point now, const Key& key, int events) {
    if (events < 0) throw std::invalid_argument("keyed_limiter: negative number of events");
    shard& home = shard_of(key);
    const std::lock_guard lock(home.mutex);
    bucket_state* bucket = find_or_add(home, now, key);
    const bool granted = bucket && bucket->take(now, events, std::chrono::nanoseconds(0)).ok;
    seen_.passed(granted ? passage::accepted : passage::refused);
    return granted;
  }

  /// How long until one event of that key would be allowed; takes nothing. Zero for a key that is not known.
  std::chrono::nanoseconds delay_at(time_point now, const Key& key) const {
    shard& home = shard_of(key);
    const std::lock_guard lock(home.mutex);
    const auto found = home.index.find(key);
    if (found == home.index.end()) return std::chrono::nanoseconds(0);
    bucket_state copy = found->second.bucket;
    const auto granted = copy.take(now, 1, std::chrono::nanoseconds::max());
    return granted.ok ? std::max<std::chrono::nanoseconds>(granted.act_at - now, {})
                      : std::chrono::nanoseconds::max();
  }

  std::size_t size() const { return statistics().keys; }

  counts statistics() const {
    counts all;
    for (const auto& each : shards_) {
      const std::lock_guard lock(each->mutex);
      all.keys += each->index.size();
      all.evicted += each->evicted;
      all.refused_keys += each->refused;
    }
    return all;
  }

 private:
  /// Its key stands in the index, once; the index keeps entries where they are.
  struct entry {
    explicit entry(bucket_state full) : bucket(full) {}
    bucket_state bucket;
    const Key* key = nullptr;
    entry* older = nullptr;
    entry* newer = nullptr;
  };

  struct alignas(64) shard {
    std::mutex mutex;
    std::unordered_map<Key, entry, Hash> index;  // guarded by mutex
    entry* oldest = nullptr;                     // guarded by mutex; least recently used
    entry* newest = nullptr;                     // guarded by mutex
    std::uint64_t evicted = 0;                   // guarded by mutex
    std::uint64_t refused = 0;                   // guarded by mutex

    void unlink(entry& one) {
      (one.older ? one.older->newer : oldest) = one.newer;
      (one.newer ? one.newer->older : newest) = one.older;
    }
    void link_newest(entry& one) {
      one.older = std::exchange(newest, &one);
      one.newer = nullptr;
      (one.older ? one.older->newer : oldest) = &one;
    }
  };

  static std::size_t checked(const options& how) {
    if (how.shards == 0 || how.most_keys == 0)
      throw std::invalid_argument("keyed_limiter: no shards, or no keys");
    if (how.burst < 0) throw std::invalid_argument("keyed_limiter: negative burst");
    return std::max<std::size_t>(1, how.most_keys / how.shards);
  }

  // The map takes the low bits of the hash; the shard is taken from others.
  shard& shard_of(const Key& key) const {
    const std::uint64_t mixed = static_cast<std::uint64_t>(Hash{}(key)) * 0x9E3779B97F4A7C15u;
    return *shards_[static_cast<std::size_t>(mixed >> 32) % shards_.size()];
  }

  bucket_state* find_or_add(shard& home, time_point now, const Key& key) {
    if (const auto found = home.index.find(key); found != home.index.end()) {
      home.unlink(found->second);
      home.link_newest(found->second);
      return &found->second.bucket;
    }
    if (home.index.size() >= most_per_shard_ && !evict_one(home, now)) {
      ++home.refused;
      return nullptr;
    }
    const auto added = home.index.try_emplace(key, bucket_state(how_.limit, how_.burst)).first;
    added->second.key = &added->first;
    home.link_newest(added->second);
    seen_.holds(keys_.fetch_add(1, std::memory_order_relaxed) + 1);
    return &added->second.bucket;
  }

  // A key used long ago has most likely refilled: looking at a few of the oldest keeps this at constant cost.
  bool evict_one(shard& home, time_point now) {
    constexpr int most_looks = 8;
    int looks = 0;
    for (entry* one = home.oldest; one && looks < most_looks; one = one->newer, ++looks) {
      if (one->bucket.tokens_at(now) < static_cast<double>(how_.burst)) continue;
      home.unlink(*one);
      home.index.erase(home.index.find(*one->key));
      ++home.evicted;
      seen_.holds(keys_.fetch_sub(1, std::memory_order_relaxed) - 1);
      return true;
    }
    return false;
  }

  const options how_;
  const std::size_t most_per_shard_;
  const watched seen_;
  std::atomic<std::int64_t> keys_{0};  // what seen_ was told
  std::vector<std::unique_ptr<shard>> shards_;
};

}  // namespace millrace
