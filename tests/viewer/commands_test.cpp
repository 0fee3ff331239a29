#include "window/commands.h"

#include <stdexcept>

#include <gtest/gtest.h>

namespace millrace::viewer {
namespace {

TEST(match, letters_must_occur_in_order_whatever_their_case) {
  EXPECT_TRUE(match("pse", "Pause"));
  EXPECT_TRUE(match("LIGHT", "Light theme"));
  EXPECT_TRUE(match("lt th", "Light theme"));
  EXPECT_TRUE(match("", "Pause"));
  EXPECT_FALSE(match("esp", "Pause"));
  EXPECT_FALSE(match("pausee", "Pause"));
}

TEST(match, words_that_begin_so_and_letters_in_a_row_count_more) {
  EXPECT_GT(match("pau", "Pause"), match("pau", "Stop at a queue"));
  EXPECT_GT(match("tl", "Show the timeline"), match("tl", "Little"));
}

TEST(command_registry, finds_by_name_first_then_by_other_words) {
  command_registry commands;
  commands.add({"Restart the load", "step again", "", [] {}});
  commands.add({"Step forwards", "next", "", [] {}});
  commands.add({"Hidden step", "", "", [] {}, [] { return false; }});
  const auto found = commands.matching("step");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0]->name, "Step forwards");
  EXPECT_EQ(commands.matching("").size(), 2U);
}

TEST(command_registry, runs_only_what_is_possible) {
  command_registry commands;
  int runs = 0;
  bool possible = false;
  commands.add({"Run", "", "", [&] { ++runs; }, [&] { return possible; }});
  EXPECT_FALSE(commands.run("Run"));
  EXPECT_FALSE(commands.run("Walk"));
  possible = true;
  EXPECT_TRUE(commands.run("Run"));
  EXPECT_EQ(runs, 1);
}

TEST(command_registry, a_name_or_shortcut_twice_is_an_error) {
  command_registry commands;
  commands.add({"Pause", "", "Space", [] {}});
  EXPECT_THROW(commands.add({"Pause", "", "", [] {}}), std::invalid_argument);
  EXPECT_THROW(commands.add({"Halt", "", "Space", [] {}}), std::invalid_argument);
  EXPECT_THROW(commands.add({"Halt", "", "Hyper+Q", [] {}}), std::invalid_argument);
  EXPECT_EQ(commands.all().size(), 1U);
}

TEST(shortcut, words_are_keys_with_what_is_held) {
  EXPECT_EQ(parse_shortcut("Ctrl+Shift+p"), (shortcut{static_cast<key>('P'), {true, true, false}}));
  EXPECT_EQ(parse_shortcut("F12"), (shortcut{key::f12}));
  EXPECT_EQ(parse_shortcut("?"), (shortcut{.character = '?'}));
  EXPECT_EQ(parse_shortcut("+"), (shortcut{.character = '+'}));
  for (const char* wrong : {"", "F13", "F0", "Ctrl+", "Shift+Ctrl+P", "Ctrl+?", "space"}) {
    EXPECT_THROW(parse_shortcut(wrong), std::invalid_argument) << wrong;
  }
}

}  // namespace
}  // namespace millrace::viewer
