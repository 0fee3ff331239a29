// Whether the toolkit's own cost grows as it should, over the room in a channel, the keys of a limiter, the
// threads at a bucket: a cliff would show as a step in a line.
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include <millrace/toolkit/channel.h>
#include <millrace/toolkit/keyed_limiter.h>
#include <millrace/toolkit/token_bucket.h>

#include "lanes.h"

namespace millrace::bench {
namespace {

/// `lane(i, n)` does n pieces of work on thread i.
span on_threads(std::int64_t threads, std::int64_t items,
                const std::function<void(std::int64_t, std::int64_t)>& lane) {
  std::vector<std::function<void()>> lanes;
  for (std::int64_t i = 0; i < threads; ++i) lanes.emplace_back([&, i] { lane(i, items / threads); });
  return run_together(lanes);
}

void add_channel_rows(const std::string& pairs_in_words, std::int64_t pairs) {
  for (const std::size_t capacity : {0u, 1u, 4u, 16u, 64u, 256u, 1024u, 4096u}) {
    add_row("growth/channel/capacity:" + std::to_string(capacity) + '/' + pairs_in_words,
            [=](std::int64_t items) {
              channel<std::int64_t> values(capacity);
              return on_threads(2 * pairs, 2 * items, [&](std::int64_t lane, std::int64_t each) {
                for (std::int64_t n = 0; n < each; ++n) {
                  if (lane % 2 == 0) {
                    values.send(n);
                  } else {
                    benchmark::DoNotOptimize(values.receive());
                  }
                }
              });
            });
  }
}

using limiter = keyed_limiter<std::uint64_t>;

std::shared_ptr<limiter> filled(std::uint64_t keys) {
  auto made = std::make_shared<limiter>(
      limiter::options{.limit = per_second(10), .burst = 20, .most_keys = 2 * keys});
  for (std::uint64_t key = 0; key < keys; ++key) static_cast<void>(made->allow(key));
  return made;
}

void add_limiter_rows(const std::string& threads_in_words, std::int64_t threads) {
  for (const std::uint64_t keys : {1'000u, 10'000u, 100'000u, 1'000'000u}) {
    const auto ask = [=, known = std::shared_ptr<limiter>()](std::int64_t items) mutable {
      if (!known) known = filled(keys);
      return on_threads(threads, items, [&](std::int64_t lane, std::int64_t each) {
        auto random = static_cast<std::uint64_t>(lane + 1);
        for (std::int64_t n = 0; n < each; ++n) {
          random = random * 6364136223846793005u + 1442695040888963407u;
          benchmark::DoNotOptimize(known->allow((random >> 32) % keys));
        }
      });
    };
    add_row("growth/keyed_limiter/keys:" + std::to_string(keys) + '/' + threads_in_words, ask);
  }
}

void add_bucket_rows(const std::string& decision, double rate, int burst) {
  for (const std::int64_t threads : {1, 2, 4, 8, 16}) {
    add_row("growth/token_bucket/threads:" + std::to_string(threads) + '/' + decision,
            [=](std::int64_t items) {
              token_bucket bucket(per_second(rate), burst);
              return on_threads(threads, items, [&](std::int64_t, std::int64_t each) {
                for (std::int64_t n = 0; n < each; ++n) benchmark::DoNotOptimize(bucket.allow());
              });
            });
  }
}

const bool added = [] {
  add_channel_rows("one_pair", 1);
  add_channel_rows("four_pairs", 4);
  add_limiter_rows("one_thread", 1);
  add_limiter_rows("eight_threads", 8);
  add_bucket_rows("granted", 1e9, 1'000'000'000);
  add_bucket_rows("refused", 1, 1);
  return true;
}();

}  // namespace
}  // namespace millrace::bench
