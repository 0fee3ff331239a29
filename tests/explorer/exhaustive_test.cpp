// What the depth-first search counts and finds, against closed forms and a model that nobody of the
// explorer's knows.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <unistd.h>

#include <gtest/gtest.h>

#include "explored.h"

namespace millrace {
namespace {

const std::string steps_program = std::string(PROGRAMS) + "/models/steps";
constexpr const char* bounded = "search=dfs schedules=0 budget_ms=0 preemptions=";

std::uint64_t schedules_up_to(int preemptions, const std::vector<std::string>& arguments) {
  return explore(steps_program, bounded + std::to_string(preemptions), arguments).schedules();
}

/// The orders in which main starts and joins its tasks while they begin, take their steps and end.
class order_count {
 public:
  order_count(unsigned tasks, unsigned steps) : tasks_(tasks), length_(steps + 2) {}
  std::uint64_t count() { return from(0, std::vector<unsigned>(tasks_, 0)); }

 private:
  std::uint64_t from(unsigned main, std::vector<unsigned> done) {
    if (main == 2 * tasks_) return 1;
    const auto known = known_.find({main, done});
    if (known != known_.end()) return known->second;
    std::uint64_t sum = 0;
    if (main < tasks_ || done[main - tasks_] == length_) sum += from(main + 1, done);
    for (unsigned i = 0; i < std::min(main, tasks_); ++i) {
      if (done[i] == length_) continue;
      auto next = done;
      ++next[i];
      sum += from(main, next);
    }
    return known_[{main, done}] = sum;
  }

  unsigned tasks_;
  unsigned length_;
  std::map<std::pair<unsigned, std::vector<unsigned>>, std::uint64_t> known_;
};

TEST(exhaustive, counts_every_order_once) {
  for (const unsigned steps : {0U, 1U, 2U, 3U}) {
    constexpr int enough = 12;
    const std::vector<std::string> arguments = {"2", std::to_string(steps), "own"};
    std::uint64_t all = 0;
    std::uint64_t before = 0;
    for (int bound = 0; bound <= enough; ++bound) {
      const auto total = schedules_up_to(bound, arguments);
      if (total != before) all = total - before;
      before = total;
    }
    EXPECT_EQ(all, order_count(2, steps).count()) << steps << " steps";
  }
}

/// Complete schedules of the search without a bound: all but those of the bounds before it.
std::uint64_t reduced_schedules(const std::vector<std::string>& arguments) {
  const auto all = explore(steps_program, "search=dfs schedules=0 budget_ms=0", arguments);
  EXPECT_TRUE(all.exhaustive());
  return all.schedules() - schedules_up_to(2, arguments);
}

TEST(exhaustive, takes_independent_steps_once) {
  EXPECT_EQ(reduced_schedules({"2", "3", "own"}), 1);
  EXPECT_EQ(reduced_schedules({"3", "2", "own"}), 1);
}

TEST(exhaustive, takes_each_order_of_dependent_steps) {
  EXPECT_EQ(reduced_schedules({"2", "3", "shared"}), 20);  // 6! / (3! 3!)
  EXPECT_EQ(reduced_schedules({"3", "2", "shared"}), 90);  // 6! / (2! 2! 2!)
  EXPECT_EQ(reduced_schedules({"2", "4", "shared"}), 70);  // 8! / (4! 4!)
}

TEST(portfolio, goes_on_when_its_bounded_search_is_done) {
  const auto seen = explore(steps_program, "schedules=500 budget_ms=0 preemptions=0", {"2", "3", "shared"});
  EXPECT_EQ(seen.schedules(), 500);
  EXPECT_TRUE(seen.result.at("complete").get<bool>());
  EXPECT_FALSE(seen.exhaustive());
}

/// All states of a program of the interpreter's, by brute force.
class model {
 public:
  explicit model(std::vector<std::string> tasks) : tasks_(std::move(tasks)) {
    visit(state{std::vector<std::size_t>(tasks_.size()), {}, {-1, -1}});
  }
  bool deadlocks() const { return deadlocks_; }
  bool fails() const { return fails_; }

 private:
  struct state {
    std::vector<std::size_t> at;
    std::array<int, 2> variables;
    std::array<int, 2> owners;
    auto operator<=>(const state&) const = default;
  };

  void visit(const state& now) {
    if (!seen_.insert(now).second) return;
    bool over = true;
    bool moved = false;
    for (std::size_t i = 0; i < tasks_.size(); ++i) {
      if (now.at[i] == tasks_[i].size()) continue;
      over = false;
      moved |= step(now, i);
    }
    deadlocks_ |= !over && !moved;
  }
  bool step(state next, std::size_t task) {
    const char what = tasks_[task][next.at[task]];
    const auto which = static_cast<std::size_t>(tasks_[task][next.at[task] + 1] - '0');
    next.at[task] += 2;
    if (what == 'l' && next.owners[which] >= 0) return false;
    if (what == 'l') next.owners[which] = static_cast<int>(task);
    if (what == 'u') next.owners[which] = -1;
    if (what == 'i') ++next.variables[which];
    if (what == 'd') --next.variables[which];
    if (what == 'z' && next.variables[which] != 0) {
      fails_ = true;
      return true;  // the run ends here
    }
    visit(next);
    return true;
  }

  std::vector<std::string> tasks_;
  std::set<state> seen_;
  bool deadlocks_ = false;
  bool fails_ = false;
};

/// A few steps; what it locks it unlocks, in any order.
std::string random_task(std::mt19937& random) {
  const auto below = [&](unsigned limit) {
    return std::uniform_int_distribution<unsigned>(0, limit - 1)(random);
  };
  std::string steps;
  std::vector<char> held;
  for (unsigned i = 0; i < 3; ++i) {
    const char which = static_cast<char>('0' + below(2));
    const char what = "lllliduz"[below(8)];
    if (what == 'u') {
      if (held.empty()) continue;
      steps += {'u', held.front()};
      held.erase(held.begin());
    } else if (what == 'l') {
      if (std::ranges::find(held, which) != held.end()) continue;
      held.push_back(which);
      steps += {'l', which};
    } else {
      steps += {what, which};
    }
  }
  for (const char each : held) steps += {'u', each};
  return steps;
}

/// What the explorer finds in each of the programs, in one process: to start one each would take most of the
/// time.
std::vector<nlohmann::json> explore_all(const std::vector<std::vector<std::string>>& programs) {
  namespace fs = std::filesystem;
  const auto folder = fs::temp_directory_path() / ("explorer-models-" + std::to_string(getpid()));
  fs::create_directories(folder);
  std::ofstream lines(folder / "programs");
  for (const auto& tasks : programs) lines << tasks[0] << ' ' << tasks[1] << ' ' << tasks[2] << '\n';
  lines.close();
  const auto words = (folder / "programs").string() + ' ' + (folder / "results").string();
  EXPECT_EQ(std::system((std::string(PROGRAMS) + "/functions/interpreters " + words).c_str()), 0);
  std::ifstream results(folder / "results");
  std::vector<nlohmann::json> all(programs.size());
  for (auto& each : all) results >> each;
  fs::remove_all(folder);
  return all;
}

TEST(exhaustive, agrees_with_a_model_on_random_programs) {
  constexpr std::size_t count = 1'000;
  std::mt19937 random(20261124);
  std::vector<std::vector<std::string>> programs;
  // With a third task there are so many orders that a few have to do.
  constexpr std::size_t every = 50;
  for (std::size_t i = 0; i < count; ++i)
    programs.push_back({random_task(random), random_task(random), i % every == 0 ? random_task(random) : ""});
  const auto all = explore_all(programs);
  int failing = 0;
  int deadlocking = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const model truth(programs[i]);
    const exploration seen = {0, {}, all[i]};
    const std::string program = programs[i][0] + ' ' + programs[i][1] + ' ' + programs[i][2];
    ASSERT_TRUE(seen.exhaustive()) << program;
    EXPECT_EQ(seen.found("assertion"), truth.fails()) << program;
    EXPECT_EQ(seen.found("deadlock"), truth.deadlocks()) << program;
    failing += truth.fails() ? 1 : 0;
    deadlocking += truth.deadlocks() ? 1 : 0;
  }
  // Of each kind there were some, and some without.
  EXPECT_GT(failing, 50);
  EXPECT_LT(failing, 950);
  EXPECT_GT(deadlocking, 16);
}

}  // namespace
}  // namespace millrace
