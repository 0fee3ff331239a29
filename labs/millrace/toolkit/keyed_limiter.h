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
#include <vector>

#include <millrace/toolkit/brief_mutex.h>
#include <millrace/toolkit/bucket_table.h>
#include <millrace/toolkit/token_bucket.h>
#include <millrace/toolkit/watched.h>

namespace millrace {

/// A token bucket for each key: a client's address, an account. Bounded: at most `most_keys` buckets are
/// kept, and only one that has refilled, and so is no different from a new one, makes room for another.
/// Evicting a busy key would hand it a fresh burst. If none of the next few that are looked at has refilled,
/// the new key is refused and counted: under such a flood of keys the limiter protects what it is there for.
/// Thread-safe; keys are spread over shards with a lock each. Go: a map of rate.Limiter behind a mutex, with
/// a janitor; this needs none.
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

  bool allow(const Key& key) {
    const auto hash = expected_hash(key);
    return decide(clock::now(), key, hash, 1);
  }
  bool allow_at(time_point now, const Key& key) { return allow_n_at(now, key, 1); }
  bool allow_n_at(time_point now, const Key& key, int events) {
    if (events < 0) throw std::invalid_argument("keyed_limiter: negative number of events");
    return decide(now, key, expected_hash(key), events);
  }

  /// How long until one event of that key would be allowed; takes nothing. Zero for a key that is not known.
  std::chrono::nanoseconds delay_at(time_point now, const Key& key) const {
    const auto hash = mixed_hash(key);
    shard& home = shard_of(hash);
    const std::lock_guard lock(home.mutex);
    const bucket_state* const found = home.buckets.find(key, hash);
    if (!found) return std::chrono::nanoseconds(0);
    bucket_state copy = *found;
    const auto granted = copy.take(now, 1, std::chrono::nanoseconds::max());
    return granted.ok ? std::max<std::chrono::nanoseconds>(granted.act_at - now, {})
                      : std::chrono::nanoseconds::max();
  }

  std::size_t size() const { return statistics().keys; }

  counts statistics() const {
    counts all;
    for (const auto& each : shards_) {
      const std::lock_guard lock(each->mutex);
      all.keys += each->buckets.size();
      all.evicted += each->evicted;
      all.refused_keys += each->refused;
    }
    return all;
  }

 private:
  struct alignas(64) shard {
    detail::brief_mutex mutex;
    detail::bucket_table<Key> buckets;  // guarded by mutex
    std::uint64_t evicted = 0;          // guarded by mutex
    std::uint64_t refused = 0;          // guarded by mutex
  };

  static std::size_t checked(const options& how) {
    if (how.shards == 0 || how.most_keys == 0)
      throw std::invalid_argument("keyed_limiter: no shards, or no keys");
    if (how.burst < 0) throw std::invalid_argument("keyed_limiter: negative burst");
    return std::max<std::size_t>(1, how.most_keys / how.shards);
  }

  // std::hash of a number is that number, and clients' addresses are anything but random. (MurmurHash3's
  // finalizer, by Austin Appleby.)
  static std::uint64_t mixed_hash(const Key& key) {
    std::uint64_t hash = Hash{}(key);
    hash = (hash ^ hash >> 33) * 0xFF51AFD7ED558CCDu;
    hash = (hash ^ hash >> 33) * 0xC4CEB9FE1A85EC53u;
    return hash ^ hash >> 33;
  }

  // The table takes the low bits of the hash.
  shard& shard_of(std::uint64_t hash) const {
    return *shards_[static_cast<std::size_t>(hash >> 32) % shards_.size()];
  }

  // The bucket of one key in a million is far away: it is on its way while the time is read and the lock is
  // waited for.
  std::uint64_t expected_hash(const Key& key) const {
    const auto hash = mixed_hash(key);
    shard_of(hash).buckets.expect(hash);
    return hash;
  }

  bool decide(time_point now, const Key& key, std::uint64_t hash, int events) {
    shard& home = shard_of(hash);
    const std::lock_guard lock(home.mutex);
    bucket_state* bucket = find_or_add(home, now, key, hash);
    const bool granted = bucket && bucket->take(now, events, std::chrono::nanoseconds(0)).ok;
    seen_.passed(granted ? passage::accepted : passage::refused);
    return granted;
  }

  bucket_state* find_or_add(shard& home, time_point now, const Key& key, std::uint64_t hash) {
    if (bucket_state* const known = home.buckets.find(key, hash)) return known;
    if (home.buckets.size() >= most_per_shard_) {
      const auto has_refilled = [&](const bucket_state& bucket) {
        return bucket.tokens_at(now) >= static_cast<double>(how_.burst);
      };
      if (!home.buckets.evict_one(has_refilled)) {
        ++home.refused;
        return nullptr;
      }
      ++home.evicted;
      seen_.holds(keys_.fetch_sub(1, std::memory_order_relaxed) - 1);
    }
    bucket_state& added = home.buckets.insert(key, hash, bucket_state(how_.limit, how_.burst));
    seen_.holds(keys_.fetch_add(1, std::memory_order_relaxed) + 1);
    return &added;
  }

  const options how_;
  const std::size_t most_per_shard_;
  const watched seen_;
  std::atomic<std::int64_t> keys_{0};  // what seen_ was told
  std::vector<std::unique_ptr<shard>> shards_;
};

}  // namespace millrace
