#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>
#include <memory>
#include <sstream>
#include <system_error>
#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>

#include <millrace/probe/recording.h>
#include <millrace/probe/take_recording.h>

#include "child.h"

namespace millrace::probe {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

/// A file of this test alone, that is not there yet, and not there any more afterwards.
class a_recording : public testing::Test {
 protected:
  a_recording() { fs::remove(file); }
  ~a_recording() override { fs::remove(file); }

  std::string bytes() const {
    std::ostringstream all;
    all << std::ifstream(file, std::ios::binary).rdbuf();
    return all.str();
  }

  const fs::path file = fs::temp_directory_path() / ("recording-" + std::to_string(getpid()) + ".millrace");
};

recording from_bytes(std::string bytes) {
  return {std::make_unique<std::istringstream>(std::move(bytes)), "the test's"};
}

std::vector<moment> all_of(recording& from) {
  std::vector<moment> moments;
  while (auto one = from.next()) moments.push_back(std::move(*one));
  return moments;
}

std::size_t events_in(const std::vector<moment>& moments) {
  std::size_t all = 0;
  for (const auto& each : moments) all += each.events.size();
  return all;
}

/// What a process that talks through a channel brings in so many looks.
std::vector<moment> watched(pid_t process, int looks) {
  reader watching(process);
  std::vector<moment> moments;
  for (int i = 0; i < looks; ++i) {
    moment one;
    one.events = watching.events(one.missed);
    if (i % 3 == 0) one.state = watching.look();
    one.at = one.state ? one.state->at : one.events.empty() ? 0 : one.events.back().at;
    moments.push_back(std::move(one));
    std::this_thread::sleep_for(3ms);
  }
  return moments;
}

void expect_same_time(double one, double other, double tolerance = 1e-9) {
  EXPECT_LE(std::abs(one - other), tolerance);
}

/// Times are kept to the nanosecond, `since` to 20 microseconds; all else is the same.
void expect_same(const snapshot& was, snapshot is) {
  ASSERT_EQ(is.tasks.size(), was.tasks.size());
  for (std::size_t i = 0; i < was.tasks.size(); ++i) {
    expect_same_time(is.tasks[i].since, was.tasks[i].since, 21e-6);
    is.tasks[i].since = was.tasks[i].since;
  }
  expect_same_time(is.at, was.at);
  expect_same_time(is.started, was.started);
  is.at = was.at;
  is.started = was.started;
  EXPECT_EQ(is, was);
}

void expect_same(const moment& was, moment is) {
  expect_same_time(is.at, was.at);
  EXPECT_EQ(is.missed, was.missed);
  EXPECT_EQ(is.alive, was.alive);
  ASSERT_EQ(is.events.size(), was.events.size());
  for (std::size_t i = 0; i < was.events.size(); ++i) {
    expect_same_time(is.events[i].at, was.events[i].at);
    is.events[i].at = was.events[i].at;
    ASSERT_EQ(is.events[i], was.events[i]);
  }
  ASSERT_EQ(is.state.has_value(), was.state.has_value());
  if (was.state) expect_same(*was.state, *is.state);
}

TEST_F(a_recording, gives_back_what_was_seen) {
  child program({BUSY, "20"});
  ASSERT_EQ(program.line(), "ready");
  auto seen = watched(program.process(), 60);
  seen.back().alive = false;
  seen.back().missed = 12345;
  recorder to(file);
  for (const auto& each : seen) to.append(each);
  to.finish();
  EXPECT_EQ(to.bytes(), fs::file_size(file));
  recording from(file);
  const auto read = all_of(from);
  EXPECT_EQ(from.trouble(), "");
  ASSERT_EQ(read.size(), seen.size());
  for (std::size_t i = 0; i < seen.size(); ++i) expect_same(seen[i], read[i]);
  EXPECT_GT(events_in(read), 1000U);
  EXPECT_EQ(to.events(), events_in(read));
}

TEST_F(a_recording, takes_at_most_sixteen_bytes_an_event_with_its_states) {
  child program({BUSY, "20"});
  ASSERT_EQ(program.line(), "ready");
  reader watching(program.process());
  recorder to(file);
  take_recording(watching, to, [&] { return to.events() < 20'000; });
  RecordProperty("bytes_an_event",
                 std::to_string(static_cast<double>(to.bytes()) / static_cast<double>(to.events())));
  EXPECT_LE(to.bytes(), 16 * to.events());
}

TEST_F(a_recording, keeps_odd_events_and_times) {
  moment odd;
  odd.at = -3;
  const auto kind = [](int number) { return static_cast<event_kind>(number); };
  odd.events = {{1e-9, 32767, kind(0), 255, 0xffffffff, std::numeric_limits<std::int64_t>::min()},
                {-5, 0, kind(15), 0, 0, -1},
                {3e9, 1, kind(255), 1, 1, std::numeric_limits<std::int64_t>::max()}};
  recorder(file).append(odd);
  recording from(file);
  const auto read = all_of(from);
  ASSERT_EQ(read.size(), 1U);
  expect_same(odd, read[0]);
  EXPECT_NE(from.trouble().find("cut off"), std::string::npos) << "nobody said that it is whole";
}

TEST_F(a_recording, that_was_cut_off_at_any_byte_is_a_recording_of_what_came_before) {
  child program({BUSY, "3"});
  ASSERT_EQ(program.line(), "ready");
  recorder to(file);
  std::vector<std::uint64_t> ends;  // of whole moments
  for (const auto& each : watched(program.process(), 8)) {
    to.append(each);
    ends.push_back(to.bytes());
  }
  to.finish();
  const auto whole = bytes();
  for (std::size_t length = std::string_view(recording_head).size(); length < whole.size(); ++length) {
    auto cut = from_bytes(whole.substr(0, length));
    const auto complete = std::ranges::count_if(ends, [&](auto end) { return end <= length; });
    ASSERT_EQ(all_of(cut).size(), static_cast<std::size_t>(complete)) << "cut at " << length;
    ASSERT_NE(cut.trouble().find("cut off"), std::string::npos) << cut.trouble();
  }
  for (std::size_t length = 0; length < std::string_view(recording_head).size(); ++length)
    ASSERT_THROW((void)from_bytes(whole.substr(0, length)), std::runtime_error);
}

TEST_F(a_recording, is_not_read_beyond_damage) {
  child program({BUSY, "3"});
  ASSERT_EQ(program.line(), "ready");
  recorder to(file);
  const auto seen = watched(program.process(), 4);
  for (const auto& each : seen) to.append(each);
  to.finish();
  const auto whole = bytes();
  for (std::size_t at = std::string_view(recording_head).size(); at < whole.size(); at += 7) {
    auto spoilt = whole;
    spoilt[at] = static_cast<char>(spoilt[at] ^ 0x10);
    auto from = from_bytes(spoilt);
    ASSERT_LE(all_of(from).size(), seen.size());
    ASSERT_NE(from.trouble(), "") << "byte " << at;
  }
  auto zeros = from_bytes(whole + std::string(64, '\0'));
  EXPECT_EQ(all_of(zeros).size(), seen.size());
}

TEST_F(a_recording, refuses_what_is_none) {
  EXPECT_THROW(recording("/nonexistent/file"), std::system_error);
  EXPECT_THROW(recording("/"), std::runtime_error);
  EXPECT_THROW((void)from_bytes("millrace recording 9\n"), std::runtime_error);
  EXPECT_THROW((void)from_bytes("\x7f"
                                "ELF"),
               std::runtime_error);
}

TEST_F(a_recording, never_replaces_a_file) {
  std::ofstream(file) << "precious";
  EXPECT_THROW(recorder{file}, std::system_error);
  EXPECT_EQ(bytes(), "precious");
}

TEST_F(a_recording, is_readable_after_its_recorder_was_killed) {
  child program({BUSY, "20"});
  ASSERT_EQ(program.line(), "ready");
  child recording_program({RECORDING, std::to_string(program.process()), file.string()});
  ASSERT_EQ(recording_program.line(), "ready");
  std::this_thread::sleep_for(300ms);
  recording_program.kill_now();
  recording from(file);
  const auto read = all_of(from);
  EXPECT_GT(events_in(read), 100U);
  EXPECT_NE(from.trouble().find("cut off"), std::string::npos) << from.trouble();
}

TEST_F(a_recording, ends_when_the_program_is_killed) {
  child program({BUSY, "20"});
  ASSERT_EQ(program.line(), "ready");
  child recording_program({RECORDING, std::to_string(program.process()), file.string()});
  ASSERT_EQ(recording_program.line(), "ready");
  std::this_thread::sleep_for(300ms);
  program.kill_now();
  const auto said = recording_program.line();
  recording from(file);
  const auto read = all_of(from);
  EXPECT_EQ(from.trouble(), "");
  ASSERT_FALSE(read.empty());
  EXPECT_FALSE(read.back().alive);
  ASSERT_TRUE(read.back().state);
  EXPECT_GE(read.back().state->tasks.size(), 22U) << "as they were when it was killed";
  EXPECT_EQ(said.substr(0, said.find(' ')), std::to_string(events_in(read)));
}

TEST_F(a_recording, says_that_the_disk_is_full_and_stays_readable) {
  child program({BUSY, "20"});
  ASSERT_EQ(program.line(), "ready");
  child recording_program({RECORDING, std::to_string(program.process()), file.string(), "20000"});
  ASSERT_EQ(recording_program.line(), "ready");
  const auto said = recording_program.line();
  EXPECT_NE(said.find("File too large"), std::string::npos) << said;
  EXPECT_NE(said.find("can be read"), std::string::npos) << said;
  std::string rest;
  EXPECT_EQ(recording_program.wait(rest), 2);
  EXPECT_EQ(rest, "") << "one line";
  recording from(file);
  EXPECT_GT(events_in(all_of(from)), 100U);
  EXPECT_LE(fs::file_size(file), 20'000U);
  EXPECT_NE(said.find("after " + std::to_string(fs::file_size(file)) + " bytes"), std::string::npos) << said;
}

}  // namespace
}  // namespace millrace::probe
