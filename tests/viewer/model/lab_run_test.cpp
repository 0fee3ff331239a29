#include "connection/lab_run.h"

#include <chrono>
#include <csignal>
#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include <millrace/toolkit/observer.h>

#include "model/world.h"

namespace millrace::viewer {
namespace {

using namespace std::chrono_literals;

/// A candidate that is played, and what came of it.
struct played {
  played(const std::string& lab, const std::string& candidate, const std::string& scratch,
         const std::shared_ptr<round_gate>& together)
      : run({lab + ", " + candidate,
             {std::string(BUILT_LABS) + '/' + lab + "/scenario", "--live", "--lab",
              std::string(LABS) + '/' + lab + "/lab.toml", "--name", candidate, "--candidate",
              std::string(BUILT_LABS) + '/' + lab + '/' + candidate + ".plain", "--evidence",
              scratch + '/' + candidate},
             {{"rate", 0, 0, 1000, {}}, {"queue", 128, 1, 512, {}}}},
            together) {}

  void poll() {
    for (const auto& come : run.poll()) {
      if (!come.state) continue;
      processes.insert(come.state->process);
      answered = 0;
      for (const auto& each : come.state->resources) {
        if (is(each, resource_kind::server)) answered += each.accepted + each.refused + each.failed;
        if (is(each, resource_kind::worker_pool)) places = each.capacity;
      }
    }
  }

  lab_run run;
  std::set<pid_t> processes;
  std::uint64_t answered = 0;
  std::int64_t places = 0;  ///< of its pool's queue
};

class lab_runs : public testing::Test {
 protected:
  ~lab_runs() override { std::filesystem::remove_all(scratch); }

  /// Polls until it holds; false when that takes far longer than it should on any machine.
  static bool eventually(const std::function<void()>& poll, const std::function<bool()>& holds) {
    for (int i = 0; i < 6000; ++i) {
      poll();
      if (holds()) return true;
      std::this_thread::sleep_for(10ms);
    }
    return false;
  }

  std::string scratch = testing::TempDir() + "millrace-lab-runs-" + std::to_string(getpid());
  std::shared_ptr<round_gate> together = std::make_shared<round_gate>();
};

TEST_F(lab_runs, candidates_beside_each_other_begin_each_round_together) {
  played broken("leaks/orphan-ticker", "broken", scratch, together);
  played fixed("leaks/orphan-ticker", "fixed", scratch, together);
  broken.run.turn("rate", 0);
  fixed.run.turn("rate", 0);
  std::size_t furthest_apart = 0;
  const auto poll = [&] {
    broken.poll();
    fixed.poll();
    const auto a = broken.processes.size();
    const auto b = fixed.processes.size();
    furthest_apart = std::max(furthest_apart, a > b ? a - b : b - a);
  };
  EXPECT_TRUE(eventually(poll, [&] { return broken.processes.size() >= 3 && fixed.processes.size() >= 3; }))
      << broken.run.trouble() << fixed.run.trouble();
  EXPECT_LE(furthest_apart, 1U);
}

TEST_F(lab_runs, the_rate_is_a_knob_of_the_running_load) {
  played one("races/request-counter", "fixed", scratch, together);
  one.run.turn("rate", 20);
  const auto poll = [&] { one.poll(); };
  ASSERT_TRUE(eventually(poll, [&] { return one.answered >= 3; })) << one.run.trouble();
  const auto answered_in_a_second = [&] {
    const auto before = one.answered;
    const auto end = std::chrono::steady_clock::now() + 1s;
    while (std::chrono::steady_clock::now() < end) {
      one.poll();
      std::this_thread::sleep_for(10ms);
    }
    return one.answered - before;
  };
  const auto slow = answered_in_a_second();
  one.run.turn("rate", 400);
  const auto fast = answered_in_a_second();
  EXPECT_LE(slow, 40U);
  EXPECT_GE(fast, 3 * slow);
}

TEST_F(lab_runs, a_knob_that_a_candidate_reads_when_it_starts_begins_the_round_anew) {
  played broken("spawning/blocking-submit", "broken", scratch, together);
  played fixed("spawning/blocking-submit", "fixed", scratch, together);
  const auto poll = [&] {
    broken.poll();
    fixed.poll();
  };
  const auto both = [&](std::int64_t places) { return broken.places == places && fixed.places == places; };
  ASSERT_TRUE(eventually(poll, [&] { return both(8); })) << broken.run.trouble() << fixed.run.trouble();
  const auto rounds = together->round;
  for (std::int64_t places = 30; places >= 20; --places) {  // as a slider moves
    broken.run.turn("queue", places);
    fixed.run.turn("queue", places);
  }
  EXPECT_TRUE(eventually(poll, [&] { return both(20); }));
  EXPECT_EQ(together->round, rounds) << "it did not wait for the round's end";
  EXPECT_TRUE(eventually(poll, [&] { return together->round > rounds; })) << "and the next one begins";
}

TEST_F(lab_runs, a_broken_promise_is_told_when_the_round_is_over) {
  played broken("limits/global-only", "broken", scratch, together);
  played fixed("limits/global-only", "fixed", scratch, together);
  const auto poll = [&] {
    broken.poll();
    fixed.poll();
  };
  ASSERT_TRUE(eventually(poll, [&] { return !broken.run.broken_promises().empty(); }));
  EXPECT_NE(broken.run.broken_promises()[0].find("a modest client is served"), std::string::npos);
  ASSERT_TRUE(eventually(poll, [&] { return fixed.processes.size() >= 2; }));
  EXPECT_TRUE(fixed.run.broken_promises().empty());
}

TEST_F(lab_runs, nothing_is_left_of_one_that_is_no_longer_watched) {
  pid_t candidate = 0;
  {
    played one("leaks/missing-receiver", "broken", scratch, together);
    ASSERT_TRUE(eventually([&] { one.poll(); }, [&] { return !one.processes.empty(); }));
    candidate = *one.processes.begin();
    EXPECT_EQ(kill(candidate, 0), 0);
  }
  EXPECT_TRUE(eventually([] {}, [&] { return kill(candidate, 0) != 0; }));
}

TEST_F(lab_runs, a_scenario_that_cannot_be_played_says_so) {
  played none("leaks/missing-receiver", "nobody", scratch, together);
  EXPECT_TRUE(eventually([&] { none.poll(); }, [&] { return !none.run.trouble().empty(); }));
  EXPECT_NE(none.run.trouble().find("build it first"), std::string::npos) << none.run.trouble();
}

}  // namespace
}  // namespace millrace::viewer
