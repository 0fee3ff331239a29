// The built programs, as they are called.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

#include <gtest/gtest.h>

#include "probe/child.h"

namespace millrace::viewer {
namespace {

struct ending {
  int code;
  std::string said;
};

ending run(const std::vector<std::string>& words) {
  child program(words);
  std::string said;
  const int code = program.wait(said);
  return {code, said};
}

class programs : public testing::Test {
 protected:
  programs() {
    EXPECT_EQ(watched.line(), "ready");
    std::filesystem::create_directory(folder);
  }
  ~programs() override { std::filesystem::remove_all(folder); }

  static std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::string pid() const { return std::to_string(watched.process()); }

  child watched{{BUSY, "20"}};
  std::filesystem::path folder = testing::TempDir() + "millrace-programs-" + std::to_string(getpid());
};

TEST_F(programs, a_picture_needs_no_display) {
  const auto file = folder / "live.png";
  const auto [code, said] = run({"/usr/bin/env", "-u", "DISPLAY", VIEWER, "--attach", pid(), "--screenshot",
                                 file, "--at", "300ms", "--size", "1000x700"});
  EXPECT_EQ(code, 0) << said;
  EXPECT_EQ(bytes_of(file).substr(0, 8), "\x89PNG\r\n\x1a\n");
}

TEST_F(programs, a_recordings_picture_is_the_same_every_time) {
  const auto recording = folder / "busy.millrace";
  const auto made = run({MILLRACE, "record", pid(), "--output", recording, "--for", "500ms"});
  ASSERT_EQ(made.code, 0) << made.said;
  std::string pictures[2];
  for (auto& picture : pictures) {
    const auto file = folder / "replayed.png";
    const auto [code, said] =
        run({VIEWER, "--replay", recording, "--screenshot", file, "--at", "300ms", "--panel", "tasks"});
    ASSERT_EQ(code, 0) << said;
    picture = bytes_of(file);
  }
  EXPECT_GT(pictures[0].size(), 1000U);
  EXPECT_EQ(pictures[0], pictures[1]);
}

TEST_F(programs, what_cannot_be_is_said_in_a_line) {
  const std::vector<std::vector<std::string>> calls = {
      {VIEWER, "--attach", "1"},
      {VIEWER, "--replay", "/nowhere/at/all"},
      {VIEWER, "--size", "12xabc"},
      {VIEWER, "--at", "soon", "--screenshot", "x.png"},
      {VIEWER, "--panel", "kitchen"},
      {VIEWER, "--attach", pid(), "--at", "0s", "--screenshot", "/nowhere/x.png"},
      {"/usr/bin/env", "-u", "DISPLAY", "-u", "WAYLAND_DISPLAY", VIEWER},
      {LIVE, "top", "1"},
      {LIVE, "top", "--nonsense"}};
  for (const auto& words : calls) {
    const auto [code, said] = run(words);
    EXPECT_EQ(code, 2) << testing::PrintToString(words) << said;
    EXPECT_GT(said.size(), 20U) << testing::PrintToString(words);
  }
}

TEST_F(programs, the_terminals_view_counts_what_there_is) {
  const auto [code, said] = run({LIVE, "top", pid(), "--once"});
  EXPECT_EQ(code, 0) << said;
  EXPECT_NE(said.find("busy  pid " + pid()), std::string::npos) << said;
  EXPECT_NE(said.find("channel"), std::string::npos) << said;
  EXPECT_NE(said.find("stuck"), std::string::npos) << said;
}

TEST_F(programs, a_real_window_outlives_what_it_shows_and_ends_in_order) {
  if (std::system("command -v xvfb-run >/dev/null") != 0)
    GTEST_SKIP() << "xvfb-run is not installed; lessons/tutor/install-packages tests installs it";
  const auto times = (folder / "times").string();
  const std::string script = std::string(VIEWER) + " --attach " + pid() + " --frame-times " + times +
                             " & viewer=$!; sleep 3; kill -9 " + pid() +
                             "; sleep 2; kill -0 $viewer && kill $viewer; wait $viewer";
  const auto [code, said] = run({"/usr/bin/timeout", "60", "xvfb-run", "-a", "bash", "-c", script});
  EXPECT_EQ(code, 0) << said;
  std::ifstream frames(times);
  int drawn = 0;
  for (std::string line; std::getline(frames, line);) ++drawn;
  EXPECT_GT(drawn, 10) << said;
}

}  // namespace
}  // namespace millrace::viewer
