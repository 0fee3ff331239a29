#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace millrace::tutor {

/// A place in the source, as far as debug information tells.
struct code_place {
  std::string function;
  std::string file;
  int line = 0;
  bool known() const { return line > 0; }
};

/// One step of a failing run.
struct told_step {
  std::uint32_t task = 0;
  std::string operation;         ///< as the runtime names it: lock, wait, read, ...
  std::string outcome = "done";  ///< likewise: done, refused, timed_out, early, unasked
  bool plain = false;            ///< an access to memory that is no scheduling point by itself
  bool waits = false;            ///< about to, perhaps for long; told again when it does
  bool direct = false;           ///< by the program's own source, not by a library for it
  std::string object;            ///< "stock", "heap block 2 +8", "a local of main"; empty if about none
  std::uint64_t address = 0;
  bool has_values = false;
  std::int64_t before = 0;
  std::int64_t after = 0;
  std::uint64_t time = 0;        ///< virtual, in nanoseconds
  std::uint64_t left_out = 0;    ///< so many steps before it are not told
  std::string called;            ///< what stands for the step where its inside is of no interest
  std::string library;           ///< the call to a library in which it is done: "map::find"
  std::vector<code_place> path;  ///< innermost first, the program's own only
  code_place place() const { return path.empty() ? code_place{} : path.front(); }
};

struct told_task {
  std::uint32_t task = 0;
  std::string name;  ///< as the program calls it; empty if it does not
  code_place created_at;
  bool finished = false;
  bool ready = false;
  std::string pending;           ///< what it was about to do, or waits to do
  std::vector<code_place> path;  ///< where it waits, as of a step
  code_place waits_at() const { return path.empty() ? code_place{} : path.front(); }
  std::string waits_in;  ///< the call that it waits in, where its inside is of no interest
  std::string object;
  std::uint64_t address = 0;
  std::optional<std::uint32_t> holder;  ///< who has what it waits for
};

struct told_failure {
  std::string kind;
  std::string message;
  std::uint32_t task = 0;
  code_place place;
  std::string object;
  bool named = false;  ///< the object is a variable of the program's
  std::uint64_t address = 0;
  std::optional<std::uint32_t> other_task;  ///< of a race: who did the earlier access
  code_place other_place;
  std::string library;  ///< of a race: the calls that its accesses are in, where not by the program itself
  std::string other_library;
  std::vector<code_place> path;  ///< and where those are, with what called it
  std::vector<code_place> other_path;
  bool writes = false;
  bool other_writes = false;
  std::string search;
  std::uint64_t at_schedule = 0;
  std::uint64_t decisions_found = 0;
  std::uint64_t decisions = 0;
  std::uint64_t sites = 0;  ///< racing places that were scheduling points
  bool again = false;
  std::string schedule;  ///< for --replay
  std::string printed;   ///< the last of what the program printed in that run
  std::vector<told_task> tasks;
  std::vector<told_step> story;
};

struct exploration_result {
  std::uint64_t schedules = 0;
  std::uint64_t distinct = 0;
  std::uint64_t steps = 0;
  std::uint64_t longest = 0;
  std::uint64_t cut = 0;
  std::uint64_t discarded = 0;  ///< given up by the program itself, which assumed something that was not so
  bool spun = false;            ///< loops that wait were not repeated
  bool sampled = false;         ///< of numbers that the program leaves open only some were tried
  double seconds = 0;
  bool complete = false;
  bool exhaustive = false;
  std::uint64_t preemptions = 0;
  std::string unseen_locks;  ///< whose: of a library that was not compiled for the explorer
  std::vector<told_failure> failures;
};

/// "main", "task 2", or as the program calls it.
std::string task_name(const told_failure& in, std::uint32_t task);

/// Reads what the runtime has written about a program, and finds the source's words for its addresses. Throws
/// cannot_run if it is damaged.
exploration_result read_result(const std::filesystem::path& result, const std::filesystem::path& program);

}  // namespace millrace::tutor
