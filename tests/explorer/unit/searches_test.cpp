// The searches, on programs that are only counts of steps.
#include <array>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "run_doubles.h"
#include "search/depth_first.h"
#include "search/partial_order_sampling.h"
#include "search/pct.h"
#include "search/random_walk.h"

namespace millrace::explorer {
namespace {

/// Tasks that take that many steps each on one object, or each on its own.
struct steps_program {
  std::vector<unsigned> steps;
  bool shared = true;

  /// In which order a search takes them: "aabb". Empty when it was redundant.
  std::string run(strategy& by) const {
    prepare_doubles(static_cast<unsigned>(steps.size()));
    auto left = steps;
    std::string order;
    task_set ready;
    for (unsigned slot = 0; slot < left.size(); ++slot) {
      if (left[slot] > 0) ready.add(slot);
      tasks[slot].pending = {operation::read_modify_write, shared ? 64 : 64 * (slot + 1), 0, 0};
      tasks[slot].step = 0;
      tasks[slot].key = slot + 1;
    }
    unsigned asking = 0;
    try {
      while (!ready.empty()) {
        const unsigned preferred = ready.first_from(asking);
        const bool asked = ready.several() || by.every_step();
        asking = asked ? by.choose({ready, asking, preferred, ready.has(asking), {}}) : preferred;
        EXPECT_TRUE(ready.has(asking));
        order += static_cast<char>('a' + asking);
        ++tasks[asking].step;
        if (--left[asking] == 0) ready.remove(asking);
      }
    } catch (const run_ended& end) {
      EXPECT_EQ(end.how, ending::redundant);
      order.clear();
    }
    by.end(order.size());
    return order;
  }
};

std::multiset<std::string> all_orders(const steps_program& program) {
  prepare_doubles(static_cast<unsigned>(program.steps.size()));
  depth_first search;
  search.prepare();
  search.restart(never);
  std::multiset<std::string> orders;
  for (int i = 0; i < 100'000 && search.begin(0); ++i) {
    if (auto order = program.run(search); !order.empty()) orders.insert(std::move(order));
  }
  EXPECT_TRUE(search.exhausted());
  return orders;
}

std::size_t different(const std::multiset<std::string>& orders) {
  return std::set<std::string>(orders.begin(), orders.end()).size();
}

TEST(depth_first, takes_every_order_of_steps_that_matter) {
  EXPECT_EQ(different(all_orders({{3, 3}})), 20);     // 6! / (3! 3!)
  EXPECT_EQ(different(all_orders({{2, 2, 2}})), 90);  // 6! / (2! 2! 2!)
  EXPECT_EQ(different(all_orders({{1, 4}})), 5);
}

TEST(depth_first, stops_at_its_bound) {
  prepare_doubles(2);
  depth_first search;
  search.prepare();
  search.restart(1);
  std::set<std::string> orders;
  while (search.begin(0)) orders.insert(steps_program{{2, 2}}.run(search));
  EXPECT_FALSE(search.exhausted());
  EXPECT_EQ(search.completed(), 1);
  EXPECT_EQ(orders, (std::set<std::string>{"aabb", "abba", "bbaa"}));
}

template <class Search>
void repeats_itself(Search& search) {
  prepare_doubles(3);
  const steps_program program = {{4, 4, 4}};
  std::set<std::string> orders;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    ASSERT_TRUE(search.begin(seed));
    const auto once = program.run(search);
    ASSERT_TRUE(search.begin(seed));
    EXPECT_EQ(program.run(search), once);
    orders.insert(once);
  }
  EXPECT_GT(orders.size(), 10);
}

TEST(random_walk, repeats_itself) {
  random_walk search;
  repeats_itself(search);
}
TEST(pct, repeats_itself) {
  pct search{3};
  for (int i = 0; i < 4; ++i) {  // it learns how long the program is
    search.begin(0);
    steps_program{{4, 4, 4}}.run(search);
  }
  repeats_itself(search);
}
TEST(partial_order_sampling, repeats_itself) {
  partial_order_sampling search;
  repeats_itself(search);
}

}  // namespace
}  // namespace millrace::explorer
