// Programs that know nothing of Millrace, with its library loaded before theirs.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <functional>
#include <optional>
#include <sys/file.h>
#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>

#include <millrace/probe/code_places.h>
#include <millrace/probe/lock_inversions.h>
#include <millrace/probe/reader.h>
#include <millrace/probe/wait_graph.h>

#include "child.h"

namespace millrace::probe {
namespace {

using namespace std::chrono_literals;

bool eventually(const std::function<bool()>& holds) {
  for (int i = 0; i < 1000; ++i) {
    if (holds()) return true;
    std::this_thread::sleep_for(10ms);
  }
  return holds();
}

/// A plain program, with the library loaded before it, and what it publishes.
class watched {
 public:
  explicit watched(const std::string& program)
      : program_({"/usr/bin/env", "LD_PRELOAD=" WATCH_LIBRARY, WATCHED "/" + program}) {
    EXPECT_TRUE(eventually([&] {
      try {
        reader_.emplace(program_.process());
        return reader_->look().program == program;  // it was env before
      } catch (const std::exception&) {
        return false;
      }
    }));
    places_.emplace(program_.process());
  }
  child& program() { return program_; }
  snapshot look() const { return reader_->look(); }
  code_places& places() { return *places_; }

 private:
  child program_;
  std::optional<reader> reader_;
  std::optional<code_places> places_;
};

std::optional<task_view> named(const snapshot& seen, const std::string& name) {
  const auto found = std::ranges::find(seen.tasks, name, &task_view::name);
  return found == seen.tasks.end() ? std::nullopt : std::optional(*found);
}

TEST(watching, shows_a_deadlock_with_its_places) {
  watched it("opposite_locks");
  ASSERT_TRUE(eventually([&] { return !wait_cycles(it.look()).empty(); }));
  const auto seen = it.look();
  const auto cycles = wait_cycles(seen);
  ASSERT_EQ(cycles.size(), 1U);
  ASSERT_EQ(cycles[0].edges.size(), 2U);
  std::vector<std::string> waits;
  for (const auto& edge : cycles[0].edges) {
    const auto& task = seen.tasks[edge.from];
    waits.push_back(it.places().place(task.wait_path));
    EXPECT_NE(it.places().place(task.spawn_path).find("opposite_locks.cpp:"), std::string::npos);
    EXPECT_EQ(task.holds.size(), 1U);
  }
  std::ranges::sort(waits);
  EXPECT_TRUE(waits[0].ends_with("opposite_locks.cpp:20")) << waits[0];
  EXPECT_TRUE(waits[1].ends_with("opposite_locks.cpp:26")) << waits[1];
  EXPECT_TRUE(eventually([&] {
    const auto main = named(it.look(), "main");
    return main && main->blocked && main->reason == static_cast<std::uint8_t>(lock_wait::join);
  }));
  it.program().kill_now();
  EXPECT_FALSE(std::ranges::count(publishing_processes(), it.program().process()));
}

TEST(watching, shows_locks_in_no_common_order_before_they_meet) {
  watched it("inverted_order");
  ASSERT_TRUE(eventually([&] { return !lock_inversions(it.look()).empty(); }));
  std::string rest;
  EXPECT_EQ(it.program().wait(rest), 3);
  const auto seen = it.look();
  ASSERT_EQ(seen.lock_pairs.size(), 2U) << "one a direction; a lock taken twice makes none with itself";
  for (const auto& pair : seen.lock_pairs) EXPECT_EQ(pair.count, 10U);
  const auto inversions = lock_inversions(seen);
  ASSERT_EQ(inversions.size(), 1U);
  std::vector<std::string> lines;
  for (const auto& pair : inversions[0]) lines.push_back(it.places().place(pair.taken_path));
  std::ranges::sort(lines);
  EXPECT_TRUE(lines[0].ends_with("inverted_order.cpp:14")) << lines[0];
  EXPECT_TRUE(lines[1].ends_with("inverted_order.cpp:19")) << lines[1];
}

TEST(watching, counts_waits_by_place) {
  watched it("contended");
  const auto of_the_lock = [&](const snapshot& seen) {
    wait_place_view all;
    for (const auto& one : seen.wait_places) {
      if (!it.places().place(one.path).ends_with("contended.cpp:17")) continue;
      all.waits += one.waits;
      all.total += one.total;
      all.longest = std::max(all.longest, one.longest);
    }
    return all;
  };
  ASSERT_TRUE(eventually([&] { return of_the_lock(it.look()).waits >= 5; }));
  const auto seen = it.look();
  const auto all = of_the_lock(seen);
  EXPECT_GT(all.longest, 0);
  EXPECT_GE(all.total, all.longest);
  EXPECT_LE(all.total, 2 * seen.at) << "two tasks cannot wait longer than there was time";
  EXPECT_TRUE(named(seen, "left") && named(seen, "right"));
  std::string rest;
  EXPECT_EQ(it.program().wait(rest), 0);
}

TEST(watching, shows_each_way_to_wait_in_a_c_program) {
  watched it("all_waits");
  const std::vector<std::pair<std::string, lock_wait>> ways = {{"condition", lock_wait::condition},
                                                               {"reader", lock_wait::reader_lock},
                                                               {"writer", lock_wait::writer_lock},
                                                               {"semaphore", lock_wait::semaphore},
                                                               {"barrier", lock_wait::barrier},
                                                               {"sleeper", lock_wait::sleep},
                                                               {"main", lock_wait::join}};
  for (const auto& [name, how] : ways) {
    EXPECT_TRUE(eventually([&] {
      const auto task = named(it.look(), name);
      return task && task->blocked && task->reason == static_cast<std::uint8_t>(how);
    })) << name;
    const auto task = named(it.look(), name);
    ASSERT_TRUE(task);
    EXPECT_NE(it.places().place(task->wait_path).find("all_waits.c:"), std::string::npos) << name;
  }
  const auto seen = it.look();
  EXPECT_TRUE(named(seen, "condition")->holds.empty()) << "the wait lets its mutex go";
  const auto edges = wait_edges(seen);
  EXPECT_EQ(edges.size(), 3U) << "reader and writer wait for main, which joins the sleeper";
  EXPECT_TRUE(wait_cycles(seen).empty());
}

TEST(watching, shows_each_way_to_wait_that_calls_no_pthread_function) {
  watched it("futex_waits");
  for (const auto* name : {"atomic", "latch", "barrier", "semaphore", "main"}) {
    EXPECT_TRUE(eventually([&] {
      const auto task = named(it.look(), name);
      return task && task->blocked && task->reason == static_cast<std::uint8_t>(lock_wait::futex);
    })) << name;
    const auto task = named(it.look(), name);
    ASSERT_TRUE(task);
    const auto place = it.places().place(task->wait_path);
    EXPECT_NE(place.find("futex_waits.cpp:"), std::string::npos) << name << ' ' << place;
  }
}

TEST(watching, a_forked_child_publishes_nothing) {
  watched it("forking");
  const auto said = it.program().line();
  const pid_t forked = std::stoi(said);
  EXPECT_TRUE(eventually([&] {
    try {
      (void)reader{forked};
      return false;
    } catch (const std::system_error&) {
      return true;
    }
  })) << "as soon as it runs";
  EXPECT_TRUE(named(it.look(), "main"));
  EXPECT_EQ(kill(forked, SIGKILL), 0) << "it lives";
}

TEST(watching, hides_no_race_from_the_thread_sanitizer) {
  int seen = 0;
  for (int run = 0; run < 20; ++run) {
    child program({"/usr/bin/env", "LD_PRELOAD=" WATCH_LIBRARY, RACING, "none"});
    std::string said;
    (void)program.wait(said);
    seen += said.find("data race") != std::string::npos ? 1 : 0;
  }
  EXPECT_EQ(seen, 20);
}

TEST(watching, places_of_a_process_that_is_gone_are_empty) {
  code_places nowhere(0x7ffffff);
  EXPECT_EQ(nowhere.place(0x401000), "");
  watched it("opposite_locks");
  EXPECT_EQ(it.places().place(1), "");
  EXPECT_EQ(it.places().place(~std::uint64_t{0}), "");
  it.program().kill_now();
  EXPECT_EQ(it.places().place(0x12345), "");
}

struct end {
  int code;
  std::string said;
};

end of_command(std::vector<std::string> words) {
  words.insert(words.begin(), {MILLRACE, "watch"});
  child command(words);
  std::string said;
  const int code = command.wait(said);
  return {code, said};
}

TEST(watch_command, hands_on_the_exit_code_and_what_was_seen) {
  EXPECT_EQ(of_command({"--", "/bin/sh", "-c", "exit 7"}).code, 7);
  const auto seen = of_command({"--report", "--json", "--", WATCHED "/inverted_order"});
  EXPECT_EQ(seen.code, 3);
  EXPECT_NE(seen.said.find("Locks in no common order"), std::string::npos) << seen.said;
  EXPECT_NE(seen.said.find("\"inversions\":[[{"), std::string::npos) << seen.said;
}

TEST(watch_command, follows_a_program_into_the_one_that_it_becomes) {
  const auto seen = of_command({"--report", "--", "/usr/bin/env", "A=1", WATCHED "/inverted_order"});
  EXPECT_EQ(seen.code, 3);
  EXPECT_NE(seen.said.find("millrace watch: inverted_order"), std::string::npos) << seen.said;
}

TEST(watch_command, tells_a_deadlock_once) {
  child command({MILLRACE, "watch", "--", WATCHED "/opposite_locks"});
  const auto heading = command.line();
  EXPECT_TRUE(heading.starts_with("millrace watch: deadlock of 2 tasks in process ")) << heading;
  (void)command.line();
  for (int row = 0; row < 2; ++row) {
    const auto line = command.line();
    EXPECT_NE(line.find("opposite_locks.cpp:"), std::string::npos) << line;
  }
  constexpr std::size_t number_at =
      std::string_view("millrace watch: deadlock of 2 tasks in process ").size();
  const pid_t stuck = std::stoi(heading.substr(number_at));
  std::this_thread::sleep_for(300ms);
  EXPECT_EQ(kill(stuck, SIGKILL), 0);
  std::string rest;
  EXPECT_EQ(command.wait(rest), 128 + SIGKILL);
  EXPECT_EQ(rest, "");
}

TEST(watch_command, says_in_a_line_why_it_cannot) {
  for (const std::string program : {"no-such-program", "/etc/passwd", WATCHED "/unwatchable"}) {
    const auto seen = of_command({"--", program});
    EXPECT_EQ(seen.code, 2) << program;
    EXPECT_EQ(std::ranges::count(seen.said, '\n'), 1) << seen.said;
    EXPECT_NE(seen.said.find(program), std::string::npos) << seen.said;
  }
}

TEST(watch_command, tells_a_pipe_nothing_of_the_build_that_it_waits_for) {
  const auto lock = std::filesystem::path(MILLRACE).parent_path() / ".millrace-build";
  const int another = open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  ASSERT_EQ(flock(another, LOCK_EX), 0);
  const std::jthread ends([another] {
    std::this_thread::sleep_for(300ms);
    close(another);
  });
  const auto seen = of_command({"--", "/bin/true"});
  EXPECT_EQ(seen.code, 0);
  EXPECT_EQ(seen.said, "");
}

}  // namespace
}  // namespace millrace::probe
