// A table of which most is read: which discipline is best at which share of writes, and with how many
// threads.
#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include <benchmark/benchmark.h>

#include "lanes.h"

namespace millrace::bench {
namespace {

constexpr unsigned keys = 1024;
using table = std::unordered_map<unsigned, long>;

table filled() {
  table all;
  for (unsigned key = 0; key < keys; ++key) all[key] = key;
  return all;
}

class under_mutex {
 public:
  long read(unsigned key) {
    const std::lock_guard lock(mutex_);
    return values_.find(key)->second;
  }
  void write(unsigned key, long value) {
    const std::lock_guard lock(mutex_);
    values_[key] = value;
  }

 private:
  std::mutex mutex_;
  table values_ = filled();  // guarded by mutex_
};

class under_shared_mutex {
 public:
  long read(unsigned key) {
    const std::shared_lock lock(mutex_);
    return values_.find(key)->second;
  }
  void write(unsigned key, long value) {
    const std::lock_guard lock(mutex_);
    values_[key] = value;
  }

 private:
  std::shared_mutex mutex_;
  table values_ = filled();  // guarded by mutex_
};

class sharded {
 public:
  long read(unsigned key) { return shards_[key % shards_.size()].read(key); }
  void write(unsigned key, long value) { shards_[key % shards_.size()].write(key, value); }

 private:
  struct alignas(64) shard : under_mutex {};
  std::array<shard, 16> shards_;
};

/// Readers never wait: a writer copies the table and puts the copy in its place.
class snapshot {
 public:
  long read(unsigned key) { return values_.load()->find(key)->second; }
  void write(unsigned key, long value) {
    const std::lock_guard lock(writers_);
    auto changed = std::make_shared<table>(*values_.load());
    (*changed)[key] = value;
    values_.store(std::move(changed));
  }

 private:
  std::mutex writers_;
  std::atomic<std::shared_ptr<const table>> values_{std::make_shared<const table>(filled())};
};

template <class Table>
span read_and_write(std::int64_t items, int threads, int writes_in_a_hundred) {
  Table shared;
  std::vector<std::function<void()>> lanes;
  for (int lane = 0; lane < threads; ++lane) {
    lanes.emplace_back([&shared, lane, writes_in_a_hundred, each = items / threads] {
      unsigned random = 2463534242u + static_cast<unsigned>(lane);
      for (std::int64_t n = 0; n < each; ++n) {
        random = random * 1664525u + 1013904223u;
        const unsigned key = (random >> 8) % keys;
        if (static_cast<int>((random >> 20) % 100) < writes_in_a_hundred) {
          shared.write(key, n);
        } else {
          benchmark::DoNotOptimize(shared.read(key));
        }
      }
    });
  }
  return run_together(lanes);
}

template <class Table>
void add_rows(const std::string& discipline) {
  for (const int writes : {0, 1, 5, 20, 50}) {
    add_row("readers/writes:" + std::to_string(writes) + '/' + discipline,
            [=](std::int64_t items) { return read_and_write<Table>(items, 4, writes); });
  }
  for (const int threads : {1, 2, 4, 8, 16}) {
    add_row("readers/one_in_a_hundred_writes/threads:" + std::to_string(threads) + '/' + discipline,
            [=](std::int64_t items) { return read_and_write<Table>(items, threads, 1); });
  }
}

const bool added = [] {
  add_rows<under_mutex>("one_mutex");
  add_rows<under_shared_mutex>("shared_mutex");
  add_rows<sharded>("sharded");
  add_rows<snapshot>("snapshot");
  return true;
}();

}  // namespace
}  // namespace millrace::bench
