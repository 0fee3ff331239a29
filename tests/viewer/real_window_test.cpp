#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "demo.h"
#include "keep.h"
#include "window/headless.h"

namespace millrace::viewer {
namespace {

bool has_xvfb() {
  return std::system(
             "command -v xvfb-run >/dev/null && command -v xauth >/dev/null && command -v Xvfb >/dev/null") ==
         0;
}

struct outcome {
  int code = -1;
  std::string text;
  std::map<std::string, double> numbers;  ///< of the lines "name number"
};

outcome run(const std::string& command) {
  outcome result;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return result;
  std::array<char, 256> line{};
  while (std::fgets(line.data(), line.size(), pipe) != nullptr) {
    result.text += line.data();
    std::istringstream words(line.data());
    std::string name;
    double number = 0;
    if (words >> name >> number) result.numbers[name] = number;
  }
  const int status = pclose(pipe);
  result.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return result;
}

class real_window : public testing::Test {
 protected:
  void SetUp() override {
    if (!has_xvfb())
      GTEST_SKIP() << "xvfb-run is not installed; lessons/tutor/install-packages tests installs it";
    folder_ = std::filesystem::path(testing::TempDir()) / ("real_window_" + std::to_string(getpid()));
    std::filesystem::create_directory(folder_);
  }
  void TearDown() override {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  /// With the screen's file in the folder.
  outcome run_in_xvfb(const std::string& words) const {
    return run("xvfb-run -a -s '-screen 0 1600x900x24 -fbdir " + folder_.string() +
               "' timeout 60 " WINDOW_DEMO " " + words);
  }
  std::string file(const char* name) const { return (folder_ / name).string(); }

 private:
  std::filesystem::path folder_;
};

/// What a screen of Xvfb shows, from the upper left, read from its file (the format of xwd, 32 bits a pixel).
picture read_screen(const std::string& path, int width, int height) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  const std::string bytes = text.str();
  const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(bytes.at(at)); };
  const auto field = [&](std::size_t which) {
    return std::size_t{byte(4 * which)} << 24 | std::size_t{byte(4 * which + 1)} << 16 |
           std::size_t{byte(4 * which + 2)} << 8 | std::size_t{byte(4 * which + 3)};
  };
  const std::size_t begin = field(0) + field(19) * 12;  // behind the header and the colour map
  const std::size_t row = field(12);
  picture shown{width, height, {}};
  for (std::size_t y = 0; y < static_cast<std::size_t>(height); ++y) {
    for (std::size_t x = 0; x < static_cast<std::size_t>(width); ++x) {
      const std::size_t at = begin + y * row + x * 4;
      for (const std::size_t channel : {2U, 1U, 0U}) shown.rgba.push_back(byte(at + channel));
      shown.rgba.push_back(255);
    }
  }
  return shown;
}

/// The share of channels that differ by more than 24 of 255.
double share_that_differs(const picture& a, const picture& b) {
  std::size_t different = 0;
  for (std::size_t i = 0; i < a.rgba.size(); ++i) different += std::abs(a.rgba[i] - b.rgba[i]) > 24 ? 1U : 0U;
  return static_cast<double>(different) / static_cast<double>(a.rgba.size());
}

TEST_F(real_window, opens_draws_resizes_and_closes_and_shows_what_its_headless_twin_shows) {
  const outcome seen = run_in_xvfb("resize " + file("Xvfb_screen0"));
  ASSERT_EQ(seen.code, 0) << seen.text;
  const picture shown = read_screen(file("Xvfb_screen0.kept"), 900, 600);
  keep(shown, "real-window");
  demo twin;
  EXPECT_LT(share_that_differs(shown, render(twin, 900, 600, 1)), 0.001);
  demo other;
  EXPECT_GT(share_that_differs(shown, render(other, 900, 600, 1, brightness::light)), 0.5);
}

TEST_F(real_window, draws_nothing_while_nothing_changes) {
  const outcome seen = run_in_xvfb("idle 200");
  ASSERT_EQ(seen.code, 0) << seen.text;
  EXPECT_LE(seen.numbers.at("draws"), 10) << seen.text;
}

TEST_F(real_window, draws_each_change_and_keeps_the_time_of_each_frame) {
  const outcome seen = run_in_xvfb("busy 40 " + file("times.csv"));
  ASSERT_EQ(seen.code, 0) << seen.text;
  std::ifstream times(file("times.csv"));
  std::string line;
  std::getline(times, line);
  EXPECT_EQ(line, "ui_us,frame_us");
  int lines = 0;
  while (std::getline(times, line)) {
    ++lines;
    const auto comma = line.find(',');
    EXPECT_LE(std::stol(line.substr(0, comma)), std::stol(line.substr(comma + 1)));
  }
  EXPECT_GE(lines, 40);
  EXPECT_EQ(lines, seen.numbers.at("draws"));
}

TEST_F(real_window, loses_no_key_that_is_typed_in_a_burst) {
  const outcome seen = run_in_xvfb("burst 7");
  ASSERT_EQ(seen.code, 0) << seen.text;
  EXPECT_EQ(seen.numbers.at("clicks"), 7 + 1);
}

TEST(window_without_display, says_in_one_line_what_to_do) {
  const outcome seen = run("env -u DISPLAY -u WAYLAND_DISPLAY " WINDOW_DEMO " busy 1");
  EXPECT_EQ(seen.code, 2);
  EXPECT_NE(seen.text.find("cannot open a window"), std::string::npos) << seen.text;
  EXPECT_NE(seen.text.find("xvfb-run"), std::string::npos) << seen.text;
  EXPECT_NE(("\n" + seen.text).find("\nmillrace:"), std::string::npos)
      << "libraries may complain before: " << seen.text;
}

}  // namespace
}  // namespace millrace::viewer
