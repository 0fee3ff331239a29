#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <functional>
#include <sys/mman.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>

#include <millrace/probe/reader.h>
#include <millrace/toolkit/observer.h>

#include "child.h"

namespace millrace::probe {
namespace {

using namespace std::chrono_literals;

constexpr int sanitizer_found_something = 66;

/// How often of 20 runs ThreadSanitizer saw the race.
int times_seen(const std::string& where, const std::function<void(child&)>& meanwhile = {}) {
  int seen = 0;
  for (int run = 0; run < 20; ++run) {
    child program({RACING, where});
    if (meanwhile) meanwhile(program);
    std::string said;
    const int code = program.wait(said);
    EXPECT_TRUE(code == 0 || code == sanitizer_found_something) << code << said;
    seen += code == sanitizer_found_something && said.find("data race") != std::string::npos ? 1 : 0;
  }
  return seen;
}

TEST(a_race_stays_visible, without_a_probe) {
  EXPECT_EQ(times_seen("none"), 20);
}
TEST(a_race_stays_visible, when_the_event_is_a_threads_first) {
  EXPECT_EQ(times_seen("first"), 20);
}
TEST(a_race_stays_visible, after_many_events) {
  EXPECT_EQ(times_seen("steady"), 20);
}
TEST(a_race_stays_visible, across_a_threads_end_and_the_reuse_of_its_slot) {
  EXPECT_EQ(times_seen("exit"), 20);
}
TEST(a_race_stays_visible, with_a_resource_between) {
  EXPECT_EQ(times_seen("resources"), 20);
}
TEST(a_race_stays_visible, while_a_reader_takes_events_and_turns_a_knob) {
  const int seen = times_seen("watched", [](child& program) {
    ASSERT_EQ(program.line(), "ready");
    reader watching(program.process());
    std::uint64_t missed = 0;
    (void)watching.events(missed);
    program.tell("\n");
    for (int i = 0; i < 40; ++i) {
      watching.wish(0, i);
      (void)watching.events(missed);
      std::this_thread::sleep_for(1ms);
    }
  });
  EXPECT_EQ(seen, 20);
}

class busy : public testing::Test {
 protected:
  busy() { EXPECT_EQ(program.line(), "ready"); }
  child program{{BUSY, "20"}};
};

const task_view* named(const snapshot& seen, const std::string& name) {
  const auto found = std::ranges::find(seen.tasks, name, &task_view::name);
  return found == seen.tasks.end() ? nullptr : &*found;
}

bool eventually(const std::function<bool()>& holds) {
  for (int i = 0; i < 500; ++i) {
    if (holds()) return true;
    std::this_thread::sleep_for(10ms);
  }
  return holds();
}

TEST_F(busy, tasks_and_channels_are_shown_as_they_are) {
  const reader watching(program.process());
  ASSERT_TRUE(eventually([&] {
    const auto seen = watching.look();
    const auto* stuck = named(seen, "stuck");
    return seen.tasks.size() >= 22 && stuck && stuck->blocked;
  }));
  const auto seen = watching.look();
  EXPECT_EQ(seen.program, "busy");
  const auto* stuck = named(seen, "stuck");
  ASSERT_TRUE(stuck);
  EXPECT_EQ(stuck->reason, static_cast<std::uint8_t>(wait_reason::channel_receive));
  EXPECT_NE(stuck->waits_at.find("busy.cpp:"), std::string::npos) << stuck->waits_at;
  EXPECT_NE(stuck->spawned_at.find("busy.cpp:"), std::string::npos) << stuck->spawned_at;
  const auto waits_in = std::ranges::find(seen.resources, stuck->resource, &resource_view::id);
  ASSERT_NE(waits_in, seen.resources.end());
  EXPECT_EQ(waits_in->capacity, 0);
  const auto shared = std::ranges::find(seen.resources, 8, &resource_view::capacity);
  ASSERT_NE(shared, seen.resources.end());
  EXPECT_LE(shared->holds, 8);
  EXPECT_GT(shared->accepted, 0U);
  EXPECT_LT(stuck->since, seen.at);
}

TEST_F(busy, events_come_in_order_and_are_all_counted) {
  reader watching(program.process());
  watching.wish(0, 1000);  // as it starts, the receiver fills its ring in little more than a look's time
  ASSERT_TRUE(eventually([&] { return watching.look().knobs[0].value == 1000; }));
  std::uint64_t missed = 0;
  const auto before = watching.look();
  const auto at_least_from = watching.events_written();
  (void)watching.events(missed);
  const auto at_most_from = watching.events_written();
  std::size_t sends = 0;
  std::uint64_t read = 0;
  std::uint64_t at_least_to = 0;
  for (int i = 0; i < 50; ++i) {
    std::this_thread::sleep_for(5ms);
    at_least_to = watching.events_written();
    double last = 0;
    for (const auto& one : watching.events(missed)) {
      EXPECT_GE(one.at, last);
      last = one.at;
      sends += one.kind == event_kind::resource_passed ? 1 : 0;
      ++read;
    }
  }
  EXPECT_GT(sends, 100U);
  // A busy machine may keep this reader waiting until rings have gone round: then it must know how many it
  // missed.
  EXPECT_GE(read + missed, at_least_to - at_most_from);
  EXPECT_LE(read + missed, watching.events_written() - at_least_from);
  const auto accepted = [](const snapshot& seen) {
    std::uint64_t all = 0;
    for (const auto& each : seen.resources) all += each.accepted;
    return all;
  };
  EXPECT_LE(sends, accepted(watching.look()) - accepted(before));
}

TEST_F(busy, a_knob_is_turned) {
  reader watching(program.process());
  ASSERT_EQ(watching.look().knobs.size(), 1U);
  EXPECT_EQ(watching.look().knobs[0].name, "pace");
  watching.wish(0, 77);
  EXPECT_TRUE(eventually([&] { return watching.look().knobs[0].value == 77; }));
}

TEST_F(busy, many_readers_come_and_go_and_nothing_is_left_after_a_kill) {
  {
    reader one(program.process());
    reader other(program.process());
    std::uint64_t missed = 0;
    (void)one.events(missed);
    (void)other.events(missed);
  }
  EXPECT_TRUE(std::ranges::count(publishing_processes(), program.process()));
  reader watching(program.process());
  program.kill_now();
  EXPECT_FALSE(watching.alive());
  EXPECT_GE(watching.look().tasks.size(), 1U) << "the last state can still be read";
  EXPECT_FALSE(std::ranges::count(publishing_processes(), program.process()));
  EXPECT_THROW((void)reader{program.process()}, std::system_error);
}

TEST_F(busy, a_killed_reader_costs_nothing_for_longer_than_its_lease) {
  const pid_t other = fork();
  if (other == 0) {
    reader watching(program.process());
    std::uint64_t missed = 0;
    while (true) (void)watching.events(missed);
  }
  reader watching(program.process());
  const auto grows = [&] {
    const auto before = watching.events_written();
    std::this_thread::sleep_for(100ms);
    return watching.events_written() > before;
  };
  EXPECT_TRUE(eventually(grows));
  kill(other, SIGKILL);
  waitpid(other, nullptr, 0);
  EXPECT_TRUE(eventually([&] { return !grows(); }));
  // Whoever comes next gets events again, and knows of the time without when it was away too long itself.
  std::uint64_t missed = 0;
  (void)watching.events(missed);
  EXPECT_TRUE(eventually(grows));
  EXPECT_EQ(missed, 0U);
  std::this_thread::sleep_for(reader::lease + 1s);
  EXPECT_FALSE(grows());
  (void)watching.events(missed);
  EXPECT_GT(missed, 0U);
}

TEST(a_reader, refuses_what_is_no_segment) {
  EXPECT_THROW((void)reader{getpid()}, std::system_error) << "publishes nothing";
  EXPECT_THROW((void)reader{0}, std::system_error);
  const int small = memfd_create("small", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  EXPECT_THROW((void)reader::of_descriptor(small), std::runtime_error);
}

TEST(a_reader, survives_a_hostile_segment) {
  for (const int filling : {0xff, 0x01, 0x02, 0x80, 0x41}) {
    const int file = memfd_create("hostile", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    ASSERT_EQ(ftruncate(file, sizeof(segment)), 0);
    auto* memory = static_cast<unsigned char*>(
        mmap(nullptr, sizeof(segment), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0));
    constexpr std::size_t touched = offsetof(segment, task_rings) + 4 * sizeof(ring);
    std::memset(memory, filling, touched);
    reinterpret_cast<segment*>(memory)->magic.store(magic);
    ASSERT_EQ(fcntl(file, F_ADD_SEALS, F_SEAL_SHRINK), 0);
    auto watching = reader::of_descriptor(file);
    const auto seen = watching.look();
    EXPECT_LE(seen.tasks.size(), most_tasks);
    for (const auto& task : seen.tasks) {
      EXPECT_LE(task.name.size(), 32U);
      EXPECT_TRUE(describe_wait(task.reason));
    }
    std::uint64_t missed = 0;
    (void)watching.events(missed);
    reinterpret_cast<segment*>(memory)->task_rings[0].written.store(1'000'000'000);
    (void)watching.events(missed);
    munmap(memory, sizeof(segment));
  }
}

}  // namespace
}  // namespace millrace::probe
