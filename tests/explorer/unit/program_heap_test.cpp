#include "memory/program_heap.h"

#include <cstring>
#include <set>

#include <gtest/gtest.h>

#include "races/shadow.h"
#include "run_doubles.h"

namespace millrace::explorer {
namespace {

constexpr std::uintptr_t here = 0x2000;

TEST(program_heap, gives_zeroed_memory_that_is_nobody_elses) {
  prepare_doubles(1);
  std::set<void*> blocks;
  for (std::size_t size = 0; size < 5'000; size += 7) {
    auto* const block = static_cast<unsigned char*>(program_heap::allocate(size, 16, here));
    ASSERT_NE(block, nullptr);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(block) % 16, 0);
    EXPECT_TRUE(blocks.insert(block).second);
    EXPECT_EQ(program_heap::size_of(block), size);
    for (std::size_t i = 0; i < size; ++i) ASSERT_EQ(block[i], 0) << size;
    std::memset(block, 0xff, size);
  }
}

TEST(program_heap, is_used_again_when_it_has_given_much) {
  prepare_doubles(1);
  constexpr std::size_t size = 3'000'000;
  std::set<void*> blocks;
  for (int i = 0; i < 400; ++i) {
    auto* const block = static_cast<unsigned char*>(program_heap::allocate(size, 16, here));
    ASSERT_NE(block, nullptr) << i;
    ASSERT_EQ(block[0] + block[size / 2] + block[size - 1], 0);
    block[0] = block[size / 2] = block[size - 1] = 1;
    blocks.insert(block);
    program_heap::deallocate(block, here);
  }
  EXPECT_LT(blocks.size(), 50);
  EXPECT_GT(blocks.size(), 4);  // at first each use after free is seen
}

TEST(program_heap, keeps_blocks_of_other_sizes_apart) {
  prepare_doubles(1);
  for (std::size_t size = 40'000; size < 80'000; size += 200) {
    auto* const small = program_heap::allocate(size, 16, here);
    auto* const large = static_cast<unsigned char*>(program_heap::allocate(2 * size, 64, here));
    ASSERT_NE(large, nullptr);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(large) % 64, 0);
    std::memset(large, 1, 2 * size);
    std::memset(small, 2, size);
    EXPECT_EQ(large[0] + large[2 * size - 1], 2);
    program_heap::deallocate(small, here);
    program_heap::deallocate(large, here);
  }
}

TEST(program_heap, tells_misuse) {
  prepare_doubles(1);
  auto* const block = static_cast<char*>(program_heap::allocate(64, 16, here));
  EXPECT_THROW(program_heap::deallocate(block + 16, here), run_ended);
  program_heap::deallocate(block, here);
  EXPECT_THROW(program_heap::deallocate(block, here), run_ended);
}

TEST(program_heap, marks_what_was_freed_until_it_is_given_again) {
  prepare_doubles(2);
  auto* const block = program_heap::allocate(100, 16, here);
  const auto address = reinterpret_cast<std::uintptr_t>(block);
  check_access({address, 8, here, true, false});
  program_heap::deallocate(block, here);
  EXPECT_EQ(reports.uses_after_free, 0);
  check_access({address + 96, 4, here, false, false});
  EXPECT_EQ(reports.uses_after_free, 1);
}

}  // namespace
}  // namespace millrace::explorer
