#include <cmath>

#include <gtest/gtest.h>

#include "drawing/scale.h"
#include "drawing/svg.h"
#include "made_results.h"
#include "model/comparison.h"
#include "plots/distribution.h"
#include "plots/forest.h"
#include "report/html.h"
#include "report/picture_files.h"
#include "report/terminal.h"
#include "scratch.h"

namespace millrace::compare {
namespace {

comparison hostile() {
  return compare({made("a<b>\"&'", {{"x<script>alert(1)</script>/1", around(1)}, {"y/2", around(2, 3)}}),
                  made("ein sehr langer Name für einen Kandidaten, länger als alles",
                       {{"x<script>alert(1)</script>/1", around(1.3)}, {"z", around(1)}})},
                 {});
}

TEST(scale, puts_ends_at_ends_and_ticks_within) {
  const scale linear(scale::kind::linear, 3, 17, 0, 100);
  EXPECT_EQ(linear(3), 0);
  EXPECT_EQ(linear(17), 100);
  const scale logarithmic(scale::kind::logarithmic, 0.1, 1000, 0, 100);
  EXPECT_NEAR(logarithmic(10), 50, 1e-9);
  for (const auto& each : {linear, logarithmic}) {
    EXPECT_GE(each.ticks(5).size(), 3U);
    for (const double tick : each.ticks(5)) {
      EXPECT_GE(tick, each.low());
      EXPECT_LE(tick, each.high());
    }
  }
}

TEST(scale, of_one_value_has_it_in_the_middle) {
  EXPECT_EQ(scale(scale::kind::linear, 5, 5, 0, 100)(5), 50);
}

TEST(svg, escapes_what_it_is_given) {
  picture on(10, 10, "<&>");
  on.text(1, 1, anchor::start, "a\"b<\x01", {paint::text, nobody, "x'y"});
  const auto text = svg_within_html(on);
  EXPECT_NE(text.find("a&quot;b&lt;</text>"), std::string::npos);
  EXPECT_NE(text.find("data-tip=\"x&#39;y\""), std::string::npos);
}

TEST(html, is_one_file_that_needs_no_network_and_runs_no_foreign_script) {
  const auto page = html_report(hostile());
  EXPECT_EQ(page.find("<script>alert"), std::string::npos);
  for (const auto* outside : {"http:", "https:", "src=", "@import", "url(", "<link"})
    EXPECT_EQ(page.find(outside), std::string::npos) << outside;
  EXPECT_NE(page.find("not in this file"), std::string::npos);  // unmatched rows are shown
  EXPECT_EQ(page.find("nan"), std::string::npos);
}

TEST(pictures, are_files_each_with_a_name_of_its_own) {
  const scratch folder;
  const auto count = write_pictures(hostile(), folder.in("p"));
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.in("p"))) {
    ++files;
    EXPECT_EQ(entry.path().extension(), ".svg");
    EXPECT_TRUE(content(entry.path()).starts_with("<svg xmlns"));
  }
  EXPECT_EQ(files, count);
  EXPECT_GE(files, 10U);
}

TEST(terminal, keeps_to_its_width) {
  for (const std::size_t columns : {40U, 60U, 80U, 120U, 200U}) {
    const auto text = terminal_report(hostile(), {}, columns);
    for (std::size_t begin = 0; begin < text.size();) {
      const auto end = text.find('\n', begin);
      EXPECT_LE(columns_of(text.substr(begin, end - begin)), columns) << text.substr(begin, end - begin);
      begin = end + 1;
    }
  }
}

TEST(terminal, says_in_words_what_colour_only_underlines) {
  const auto plain = terminal_report(hostile(), {false}, 120);
  const auto coloured = terminal_report(hostile(), {true}, 120);
  EXPECT_NE(plain.find("slower"), std::string::npos);
  EXPECT_EQ(plain.find('\x1b'), std::string::npos);
  EXPECT_NE(coloured.find("\x1b[31m"), std::string::npos);
}

}  // namespace
}  // namespace millrace::compare
