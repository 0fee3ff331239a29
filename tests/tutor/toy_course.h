#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "session/terminal.h"

namespace millrace::tutor {

/// A copy of the toy course (tests/tutor/toy), configured, and the real `millrace` in a terminal before it.
class toy_course : public testing::Test {
 protected:
  void SetUp() override;
  /// Fails if a process of the toy's is left.
  void TearDown() override;

  /// `millrace WORDS...`; `environment` holds NAME=value.
  terminal millrace(std::vector<std::string> words = {}, std::vector<std::string> environment = {}) const;
  /// The exit code of `millrace WORDS...`; all that it printed is in `printed`.
  int run(const std::vector<std::string>& words);

  std::filesystem::path copy() const { return root / "lessons/workspace/bump.cpp"; }
  /// Makes `text` the working copy.
  void save(const std::string& text) const;
  /// Goes through the lesson up to the mending, where the keys are those of the footer.
  static void go_to_the_mending(terminal& tutor);
  std::string progress() const;
  /// How many of the toy's programs hang: they are `tail -f` of a file of this course.
  int hanging() const;

  std::filesystem::path root;
  std::string printed;
};

/// Waits for something that another process brings about; false if it does not come.
template <class Condition>
bool comes_true(Condition condition) {
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > give_up) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

}  // namespace millrace::tutor
