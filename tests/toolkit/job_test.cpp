// What a job holds is run where the job has been moved to, and let go once.
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include <gtest/gtest.h>

#include <millrace/toolkit/job.h>

namespace millrace {
namespace {

job moved_along(job first) {
  job second(std::move(first));
  EXPECT_FALSE(first);
  job third;
  third = std::move(second);
  EXPECT_FALSE(second);
  return third;
}

template <std::size_t Size>
struct plain {
  std::array<char, Size> bytes{};
  char* last;
  void operator()() const { *last = bytes.back(); }
};

TEST(job, runs_as_it_was_given_wherever_it_was_moved) {
  char last = 0;
  plain<40> small{{}, &last};
  plain<400> large{{}, &last};
  small.bytes.back() = 's';
  large.bytes.back() = 'l';
  moved_along(small)(context::background());
  EXPECT_EQ(last, 's');
  moved_along(large)(context::background());
  EXPECT_EQ(last, 'l');
}

TEST(job, lets_go_of_what_it_owns_once_whatever_its_size) {
  const auto owned = std::make_shared<int>(0);
  {
    job small = moved_along([owned] { ++*owned; });
    job large = moved_along([owned, room = std::array<char, 100>{}] { *owned += 1 + room[0]; });
    EXPECT_EQ(owned.use_count(), 3);
    small(context::background());
    large(context::background());
    large = std::move(small);
    EXPECT_EQ(owned.use_count(), 2) << "what was there before is gone";
  }
  EXPECT_EQ(owned.use_count(), 1);
  EXPECT_EQ(*owned, 2);
}

struct alignas(128) on_its_own_lines {
  bool* aligned;
  void operator()() const { *aligned = reinterpret_cast<std::uintptr_t>(this) % 128 == 0; }
};

TEST(job, keeps_an_alignment_beyond_the_usual) {
  bool aligned = false;
  moved_along(on_its_own_lines{&aligned})(context::background());
  EXPECT_TRUE(aligned);
}

}  // namespace
}  // namespace millrace
