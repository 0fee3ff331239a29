// The table of buckets beside std::unordered_map.
#include <atomic>
#include <new>
#include <random>
#include <thread>
#include <unordered_map>

#include <gtest/gtest.h>

#include <millrace/toolkit/bucket_table.h>

namespace millrace::detail {
namespace {

// All keys in one place, in a few, or spread: what stands where another belongs must be found after any
// removal.
TEST(bucket_table, holds_what_a_map_holds) {
  for (const std::uint64_t places : {1u, 7u, 1'000'000u}) {
    bucket_table<std::uint64_t> table;
    std::unordered_map<std::uint64_t, int> reference;  // key to the burst by which its bucket is known
    std::mt19937_64 random(places);
    const auto hash = [&](std::uint64_t key) { return key * 0x9E3779B97F4A7C15u % places; };
    for (int step = 0; step < 20'000; ++step) {
      const std::uint64_t key = random() % 200;
      if (reference.size() > 100) {
        int gone = -1;
        ASSERT_TRUE(table.evict_one([&](const bucket_state& bucket) { return gone = bucket.burst(), true; }));
        ASSERT_EQ(std::erase_if(reference, [&](const auto& each) { return each.second == gone; }), 1u);
      }
      if (!table.find(key, hash(key))) {
        table.insert(key, hash(key), bucket_state(per_second(1), step));
        ASSERT_TRUE(reference.emplace(key, step).second) << "the table had lost " << key;
      }
      ASSERT_EQ(table.size(), reference.size());
    }
    for (const auto& [key, burst] : reference) {
      const bucket_state* const found = table.find(key, hash(key));
      ASSERT_TRUE(found) << key;
      EXPECT_EQ(found->burst(), burst);
    }
  }
}

// What another thread believes of the table may be long gone; ThreadSanitizer looks on.
TEST(bucket_table, may_be_told_what_to_expect_while_it_grows) {
  bucket_table<int> table;
  std::atomic<bool> over = false;
  std::thread other([&] {
    for (std::uint64_t hash = 0; !over; hash += 0x9E3779B97F4A7C15u) table.expect(hash);
  });
  for (int key = 0; key < 10'000; ++key) {
    table.insert(key, static_cast<std::uint64_t>(key), bucket_state(per_second(1), key));
  }
  over = true;
  other.join();
  EXPECT_EQ(table.find(77, 77)->burst(), 77);
}

TEST(bucket_table, looks_at_a_few_for_room) {
  bucket_table<int> table;
  for (int key = 0; key < 1'000; ++key) {
    table.insert(key, static_cast<std::uint64_t>(key), bucket_state(per_second(1), key));
  }
  int looks = 0;
  EXPECT_FALSE(table.evict_one([&](const bucket_state&) { return ++looks, false; }));
  EXPECT_LE(looks, 32);
  EXPECT_EQ(table.size(), 1'000u);
  EXPECT_TRUE(table.evict_one([&](const bucket_state& bucket) { return bucket.burst() == looks; }))
      << "the next look goes on where the last one ended";
}

/// A key of which there can be no copy, as a string when memory is short.
struct fragile {
  int number;
  bool breaks = false;

  fragile(int n, bool b) : number(n), breaks(b) {}
  fragile(const fragile& other) : number(other.number), breaks(other.breaks) {
    if (breaks) throw std::bad_alloc();
  }
  fragile(fragile&&) = default;
  fragile& operator=(fragile&&) = default;
  bool operator==(const fragile& other) const { return number == other.number; }
};

TEST(bucket_table, is_as_before_when_a_key_cannot_be_copied) {
  bucket_table<fragile> table;
  table.insert(fragile(1, false), 1, bucket_state(per_second(1), 1));
  EXPECT_THROW(table.insert(fragile(2, true), 2, bucket_state(per_second(1), 1)), std::bad_alloc);
  EXPECT_EQ(table.size(), 1u);
  EXPECT_FALSE(table.find(fragile(2, true), 2));
  EXPECT_TRUE(table.find(fragile(1, false), 1));
}

}  // namespace
}  // namespace millrace::detail
