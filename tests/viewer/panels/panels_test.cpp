#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <set>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "connection/live_process.h"
#include "panels/main_view.h"
#include "probe/child.h"
#include "window/headless.h"
#include "window/labels.h"

namespace millrace::viewer {
namespace {

/// The labels of the newest frame that begin so.
std::set<std::string> shown(const std::string& with) {
  std::set<std::string> found;
  for (const auto& each : labels()) {
    if (each.label.starts_with(with)) found.insert(each.label);
  }
  return found;
}

/// A user in front of the viewer, which watches twenty senders, a receiver, and a task that is stuck.
class panels : public testing::Test {
 protected:
  panels() {
    EXPECT_EQ(program.line(), "ready");
    watched.watch(std::make_unique<live_process>(program.process()));
  }

  bool eventually(const std::function<bool()>& holds) {
    for (int i = 0; i < 5000; ++i) {
      if (holds()) return true;
      user.frames();
      std::this_thread::sleep_for(std::chrono::milliseconds(2));  // the program needs the processor, too
    }
    return holds();
  }

  child program{{BUSY, "20"}};
  session watched;
  course lessons{""};
  main_view view{watched, lessons};
  headless_driver user{view, {1280, 1400, {}}};
};

TEST_F(panels, every_task_of_the_program_is_in_the_table) {
  user.click("Tasks");
  std::set<std::string> wanted = {"task stuck", "task receiver"};
  for (int i = 0; i < 20; ++i) wanted.insert("task sender " + std::to_string(i));
  EXPECT_TRUE(eventually([&] { return std::ranges::includes(shown("task "), wanted); }))
      << testing::PrintToString(shown("task "));
}

TEST_F(panels, a_search_leaves_what_was_asked_for) {
  user.click("Tasks");
  ASSERT_TRUE(eventually([] { return shown("task ").size() > 20; }));
  user.click("search tasks");
  user.type("stuck");
  EXPECT_TRUE(eventually([] { return shown("task ") == std::set<std::string>{"task stuck"}; }))
      << testing::PrintToString(shown("task "));
}

TEST_F(panels, a_pause_stops_the_picture_and_not_the_program) {
  ASSERT_TRUE(eventually([&] { return watched.end() > watched.begin() + 0.2; }));
  user.click("Charts");
  user.press("Space");
  ASSERT_TRUE(watched.when().paused());
  const double stood = watched.when().at();
  user.click("Tasks");
  user.frames(5);
  const auto known = watched.end();
  const auto before = user.pixels();
  ASSERT_TRUE(eventually([&] { return watched.end() > known + 0.3; })) << "the program goes on";
  EXPECT_EQ(watched.when().at(), stood);
  // The bar at the bottom moves on, for more is known; the tasks stand still.
  const auto after = user.pixels();
  const auto above_the_bar = static_cast<std::ptrdiff_t>(before.rgba.size() / 10 * 9);
  EXPECT_TRUE(std::equal(before.rgba.begin(), before.rgba.begin() + above_the_bar, after.rgba.begin()));
}

TEST_F(panels, single_steps_go_from_event_to_event_both_ways) {
  ASSERT_TRUE(eventually([&] { return watched.tracks()[0]->seen.past().events() > 1000; }));
  user.press("Space");
  user.click("scrub");
  const double middle = watched.when().at();
  EXPECT_GT(middle, watched.begin());
  EXPECT_LT(middle, watched.end());
  std::vector<double> stops = {middle};
  for (int i = 0; i < 5; ++i) {
    user.press(".");
    EXPECT_GT(watched.when().at(), stops.back());
    stops.push_back(watched.when().at());
  }
  for (int i = 4; i > 0; --i) {
    user.press(",");
    EXPECT_EQ(watched.when().at(), stops[static_cast<std::size_t>(i)]);
  }
}

TEST_F(panels, a_knob_turns_the_running_program) {
  ASSERT_TRUE(eventually([] { return !shown("knob pace").empty(); }));
  const probe::reader truth(program.process());
  const auto before = truth.look().knobs[0].value;
  user.click("knob pace");
  EXPECT_TRUE(eventually([&] { return truth.look().knobs[0].value != before; }));
}

TEST_F(panels, commands_are_found_by_typing) {
  user.press("Ctrl+K");
  user.type("timel");
  user.press("Enter");
  user.frames(3);
  EXPECT_EQ(shown("zoom in").size(), 1U) << "the timeline has it";
}

TEST_F(panels, all_can_be_drawn_at_every_size_in_both_themes) {
  for (const float scale : {1.F, 2.F, 3.F}) {
    for (const auto theme : {brightness::dark, brightness::light}) {
      wanted_appearance() = {theme, scale};
      for (const char* title : {"flow", "tasks", "waits", "timeline", "charts", "course"}) {
        ASSERT_TRUE(view.show(title));
        user.frames(2);
        const auto picture = user.pixels();
        std::array<bool, 256> tones{};
        for (const auto tone : picture.rgba) tones[tone] = true;
        EXPECT_GT(std::ranges::count(tones, true), 16) << title << " at " << scale;
      }
    }
  }
  wanted_appearance() = {};
}

TEST_F(panels, a_killed_program_stays_to_be_seen_and_is_said_to_be_gone) {
  ASSERT_TRUE(eventually([&] { return watched.tracks()[0]->seen.now().state().tasks.size() > 20; }));
  program.kill_now();
  ASSERT_TRUE(eventually([&] { return !watched.tracks()[0]->seen.alive(); }));
  EXPECT_NE(watched.tracks()[0]->from->trouble().find("has ended"), std::string::npos);
  user.click("Tasks");
  EXPECT_GT(shown("task ").size(), 20U);
  EXPECT_FALSE(view.over());
}

TEST(an_empty_viewer, says_what_to_do) {
  session nothing;
  course no_lessons("");
  main_view view(nothing, no_lessons);
  headless_driver user(view);
  user.frames(3);
  EXPECT_EQ(shown("Flow").size(), 1U);
  user.press("Ctrl+Q");
  EXPECT_TRUE(view.over());
}

}  // namespace
}  // namespace millrace::viewer
