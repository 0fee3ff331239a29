#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "demo.h"
#include "keep.h"
#include "window/headless.h"
#include "window/labels.h"

namespace millrace::viewer {
namespace {

/// How many colours a picture has: one, if nothing was drawn.
std::size_t colors_of(const picture& shown) {
  std::vector<std::uint32_t> colors;
  for (std::size_t i = 0; i + 3 < shown.rgba.size(); i += 4) {
    colors.push_back(
        static_cast<std::uint32_t>(shown.rgba[i] << 16 | shown.rgba[i + 1] << 8 | shown.rgba[i + 2]));
  }
  std::sort(colors.begin(), colors.end());
  return static_cast<std::size_t>(std::unique(colors.begin(), colors.end()) - colors.begin());
}

TEST(headless, draws_the_same_bytes_in_two_runs) {
  demo first;
  demo second;
  const picture drawn = render(first, 1280, 720, 1);
  EXPECT_GT(colors_of(drawn), 50U);
  EXPECT_EQ(drawn, render(second, 1280, 720, 1));
  EXPECT_NE(drawn, render(second, 1280, 720, 1, brightness::light));
}

TEST(headless, a_click_by_label_changes_what_is_shown) {
  demo shown;
  headless_driver user(shown);
  const picture before = user.pixels();
  user.click("Count up");
  user.click("Count up");
  EXPECT_EQ(shown.clicks, 2);
  EXPECT_NE(user.pixels(), before);
}

TEST(headless, an_unknown_label_is_an_error_that_names_the_known_ones) {
  demo shown;
  headless_driver user(shown);
  try {
    user.click("Count down");
    FAIL() << "clicked on what is not there";
  } catch (const std::out_of_range& error) {
    EXPECT_NE(std::string(error.what()).find("Count up"), std::string::npos) << error.what();
  }
}

TEST(headless, text_goes_into_a_field_and_is_no_shortcut_there) {
  demo shown;
  headless_driver user(shown);
  user.click("filter");
  user.type("worker?");
  user.press("Space");
  EXPECT_STREQ(shown.typed(), "worker?");
  EXPECT_EQ(shown.clicks, 0);
  EXPECT_FALSE(shown.palette.open());
  user.press("Escape");
  user.press("Space");
  EXPECT_EQ(shown.clicks, 1);
}

TEST(picture, a_file_that_cannot_be_written_is_named) {
  try {
    write_png({1, 1, {0, 0, 0, 255}}, "/nowhere/picture.png");
    FAIL() << "wrote into a folder that is not there";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("/nowhere/picture.png: No such file"), std::string::npos)
        << error.what();
  }
}

TEST(palette, runs_a_command_by_typing) {
  demo shown;
  headless_driver user(shown);
  user.press("Ctrl+K");
  ASSERT_TRUE(shown.palette.open());
  user.type("incr");
  keep(user.pixels(), "palette-dark");
  user.press("Enter");
  EXPECT_FALSE(shown.palette.open());
  EXPECT_EQ(shown.clicks, 1);
}

TEST(palette, arrows_choose_the_mouse_runs_and_escape_closes) {
  demo shown;
  headless_driver user(shown);
  shown.clicks = 5;
  user.press("Ctrl+Shift+P");
  user.press("Down");  // from "Show all commands"
  user.press("Escape");
  EXPECT_FALSE(shown.palette.open());
  EXPECT_EQ(shown.clicks, 5);

  user.press("Ctrl+K");
  user.type("count");  // "Count up", then "Reset the counter"
  user.press("Down");
  user.press("Enter");
  EXPECT_EQ(shown.clicks, 0);

  user.press("Ctrl+K");
  user.type("count");
  user.click("palette/Count up");
  EXPECT_EQ(shown.clicks, 1);
  EXPECT_FALSE(shown.palette.open());
}

TEST(palette, says_so_when_nothing_matches_and_offers_only_what_is_possible) {
  demo shown;
  headless_driver user(shown);
  user.press("Ctrl+K");
  user.type("reset");
  user.press("Enter");
  EXPECT_TRUE(shown.palette.open());  // there is nothing to reset
}

TEST(palette, a_question_mark_shows_the_shortcuts) {
  demo shown;
  headless_driver user(shown);
  user.press("?");
  ASSERT_TRUE(shown.palette.open());
  keep(user.pixels(), "shortcuts-dark");
  const bool listed = std::any_of(labels().begin(), labels().end(), [](const labelled_item& each) {
    return each.label == "shortcuts/Close the window" && each.whole();
  });
  EXPECT_TRUE(listed);
  user.press("Escape");
  EXPECT_FALSE(shown.palette.open());
}

TEST(look, every_text_is_whole_in_both_themes_and_at_every_scale) {
  for (const float scale : {1.F, 1.5F, 3.F}) {
    for (const brightness theme : {brightness::dark, brightness::light}) {
      demo shown;
      headless_driver user(shown, {1280, 720, {theme, scale}});
      const std::string name = std::string(theme == brightness::dark ? "dark-" : "light-") +
                               std::to_string(static_cast<int>(scale * 100));
      keep(user.pixels(), name);
      EXPECT_EQ(labels().size(), 14U);
      for (const labelled_item& each : labels()) EXPECT_TRUE(each.whole()) << each.label << " in " << name;
    }
  }
}

TEST(look, commands_change_theme_and_scale_at_once_and_stop_at_the_ends) {
  demo shown;
  headless_driver user(shown);
  const auto height = [] { return labels().front().to.y - labels().front().from.y; };
  const float before = height();
  user.press("+");
  user.press("+");
  EXPECT_NEAR(height() / before, 1.5, 0.05);
  for (int i = 0; i < 10; ++i) user.press("+");
  EXPECT_EQ(wanted_appearance().scale, 3);
  user.press("Ctrl+0");
  EXPECT_EQ(height(), before);
  EXPECT_FALSE(shown.commands.run("Smaller"));
  EXPECT_TRUE(shown.commands.run("Light theme"));
  user.frames();
  EXPECT_EQ(user.pixels().rgba[0], 0xF3);
}

}  // namespace
}  // namespace millrace::viewer
