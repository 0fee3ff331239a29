// A lab's failure is told in the lines of its candidate.
#include "exploration/lab_focus.h"

#include <gtest/gtest.h>

#include "exploration/explanation.h"
#include "exploration/schedule_table.h"

namespace millrace::tutor {
namespace {

const std::string candidate = "/labs/leaks/lab/broken.cpp";
const std::string library = "/labs/millrace/toolkit/channel.h";

code_place in_candidate(int line) {
  return {"handler", candidate, line};
}

told_step step(std::uint32_t task, const std::string& operation, std::vector<code_place> path) {
  told_step made;
  made.task = task;
  made.operation = operation;
  made.path = std::move(path);
  return made;
}

told_task task(std::uint32_t number, const std::string& name) {
  told_task made;
  made.task = number;
  made.name = name;
  made.finished = true;
  return made;
}

TEST(lab_focus, what_a_library_does_is_told_as_the_call_to_it) {
  told_failure of;
  of.kind = "leak";
  of.task = 1;
  of.tasks = {task(1, "fetch")};
  of.story = {step(1, "lock",
                   {{"millrace::detail::core<int>::pass(int)", library, 9},
                    {"millrace::channel<std::pair<int, int> >::send(int, std::source_location)", library, 5},
                    in_candidate(18)})};
  focus_on(of, candidate);
  ASSERT_EQ(of.story.size(), 1U);
  EXPECT_EQ(of.story[0].called, "channel::send");
  EXPECT_EQ(of.story[0].place().line, 18);
  EXPECT_EQ(of.place.line, 18);
}

TEST(lab_focus, what_has_nothing_to_do_with_the_candidate_is_left_out) {
  told_failure of;
  of.kind = "assertion";
  of.tasks = {task(0, "scenario"), task(1, "service"), task(2, "client 1")};
  auto inside_a_library = step(2, "read", {in_candidate(17)});
  inside_a_library.plain = true;
  of.story = {step(1, "write", {in_candidate(20)}),  // before anybody calls
              step(0, "lock", {in_candidate(12)}),   // a request of the scenario's own
              step(2, "lock", {{"load", "/labs/millrace/harness/load.cpp", 3}}),
              step(2, "wait", {{"millrace::http::app::run()", "/app.cpp", 3}, in_candidate(30)}),
              inside_a_library,
              step(2, "lock", {in_candidate(12)})};
  focus_on(of, candidate);
  ASSERT_EQ(of.story.size(), 1U);
  EXPECT_EQ(of.story[0].task, 2U);
  EXPECT_EQ(of.story[0].operation, "lock");
  EXPECT_FALSE(of.place.known());
}

TEST(lab_focus, who_waits_elsewhere_is_not_spoken_of) {
  told_failure of;
  of.kind = "deadlock";
  of.task = 3;
  of.tasks = {task(0, "scenario"), task(2, "client 1"), task(3, "client 2")};
  for (auto& each : of.tasks) {
    each.finished = false;
    each.pending = "lock";
  }
  of.tasks[0].pending = "join";
  of.tasks[0].path = {{"drive", "/labs/millrace/harness/load.cpp", 60}};
  of.tasks[1].path = {in_candidate(20)};
  of.tasks[1].holder = 3;
  of.tasks[1].object = "a local of service";
  of.tasks[1].address = 0x100;
  of.tasks[2].path = {in_candidate(21)};
  of.tasks[2].holder = 2;
  of.tasks[2].object = "a local of service";
  of.tasks[2].address = 0x200;
  focus_on(of, candidate);
  EXPECT_EQ(explanation(of),
            "client 1 waits for mutex 1, which client 2 holds (broken.cpp:20); client 2 waits for "
            "mutex 2, which client 1 holds (broken.cpp:21).");
  EXPECT_EQ(of.place.line, 21);
}

TEST(task_name, tells_tasks_of_one_name_apart) {
  told_failure of;
  of.tasks = {task(0, ""), task(4, "connection"), task(7, "connection"), task(8, "service")};
  of.story = {step(4, "lock", {in_candidate(1)}), step(7, "lock", {in_candidate(1)})};
  EXPECT_EQ(task_name(of, 0), "main");
  EXPECT_EQ(task_name(of, 4), "connection (task 4)");
  EXPECT_EQ(task_name(of, 8), "service");
  EXPECT_EQ(task_name(of, 9), "task 9");
}

}  // namespace
}  // namespace millrace::tutor
