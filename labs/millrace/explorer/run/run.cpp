#include "run/run.h"

#include <cstdio>

#include "fibres/context.h"
#include "fibres/donor.h"
#include "memory/bytes.h"
#include "memory/fresh_state.h"
#include "memory/program_functions.h"
#include "model/atomics.h"
#include "model/objects.h"
#include "model/tasks.h"
#include "model/thread_data.h"
#include "races/foreign_locks.h"
#include "races/reports.h"
#include "races/shared_reads.h"
#include "races/sites.h"
#include "run/library_settings.h"
#include "run/process_settings.h"
#include "run/story.h"
#include "run/watchdog.h"

namespace millrace::explorer {
namespace {

/// libstdc++'s atomic<shared_ptr> lets its own lock go with a relaxed operation: nobody who uses it can mend
/// that.
constexpr const char* forgiven_functions = "10_Sp_atomicI";
constexpr std::size_t most_forgiven = 256;

struct run_state {
  fresh_state kept;
  library_settings settings;
  void* home_stack;
  std::uintptr_t home_thread;
  finding outcome;
  lasting_list<finding, most_races> races;
  address_range forgiven[most_forgiven];
  std::size_t forgiven_count;
  program_entry entry;
};
[[gnu::section("millrace_state")]] constinit run_state state{};

void* run_main(void*) {
  const int status = state.entry.call(state.entry.argument);
  if (!state.entry.is_main) end_function();
  exit_program(status, 0);
  return nullptr;
}

void forget_last_run() {
  state.kept.restore();
  state.settings.restore();
  process.restore();
  forget_objects();
  forget_keys();
  forget_library();
  other_reads.forget();
  reset_exit_handlers();
  logical.run_began = ++logical.now;
  state.races.clear();
}

void enter(task& main) {
  current = &main;
  current_epoch = main.epoch;
  set_thread_pointer(main.thread_pointer);
  millrace_switch_stack(&state.home_stack, main.stack_pointer);
}

bool is_forgiven(std::uintptr_t site) {
  for (std::size_t i = 0; i < state.forgiven_count; ++i) {
    if (state.forgiven[i].contains(site)) return true;
  }
  return false;
}

bool is_known(const finding& race) {
  for (const auto& each : state.races) {
    if (each.signature == race.signature) return true;
  }
  return false;
}

}  // namespace

void prepare_runs() {
  look_at_loaded_objects(loaded);
  state.forgiven_count = find_functions(loaded, forgiven_functions, state.forgiven, most_forgiven);
  prepare_shadow(loaded);
  sites.prepare(loaded.program_code);
  unseen_locks.prepare(loaded);
  other_reads.prepare();
  tasks = static_cast<task*>(reserve_pages(most_tasks * sizeof(task)));
  prepare_objects();
  prepare_thread_data();
  turns.prepare();
  story_of_run.prepare();
  state.races.reserve();
}

void keep_state(const program_entry& entry) {
  prepare_thread_pointer();
  prepare_donors(loaded);
  donor_of(0);
  state.home_thread = thread_pointer();
  state.entry = entry;
  // The C library's own buffers are not the program's heap.
  constexpr std::size_t buffer = std::size_t{1} << 16;
  std::setvbuf(stdout, static_cast<char*>(reserve_pages(buffer)), _IOFBF, buffer);
  keep_exit_handlers();
  state.settings.keep();
  keep_keys();
  state.kept.keep(loaded);
}

run_result run_once(strategy& by, const run_limits& limits, std::size_t active_sites) {
  forget_last_run();
  sites.activate(active_sites);
  accesses.look_at_each(active_sites > 0 || story_of_run.told);
  turns.begin_run(by, limits);
  enter(spawn_main(run_main));
  return {state.outcome, turns.steps()};
}

const lasting_list<finding, most_races>& races_of_run() {
  return state.races;
}

const finding* found_in_run(std::uint64_t signature) {
  if (state.outcome.signature == signature) return &state.outcome;
  for (const auto& race : state.races) {
    if (race.signature == signature) return &race;
  }
  return nullptr;
}

namespace {

[[noreturn]] void go_home() {
  void* left = nullptr;
  current = &outside;
  current_epoch = 0;
  set_thread_pointer(state.home_thread);
  millrace_switch_stack(&left, state.home_stack);
  __builtin_unreachable();
}

}  // namespace

void leave_run(const finding& how) {
  if (story_of_run.told) story_of_run.tell_end(how.site);
  copy_object(state.outcome, how);
  go_home();
}

// Nearly all runs end so: there are no words to copy.
void leave_run(ending how) {
  state.outcome.kind = how;
  state.outcome.signature = 0;
  go_home();
}

bool report_race(const access& later, const earlier_access& earlier) {
  if (unseen_locks.seen() || is_forgiven(later.site) || is_forgiven(earlier.site)) return false;
  finding race = make_finding(ending::race, later.site, "two accesses, and nothing orders them");
  race.object = later.address;
  race.writes = later.write;
  race.other_site = earlier.site;
  race.other_writes = earlier.write;
  race.other_task = tasks[earlier.slot].number;
  race.signature = mixed(static_cast<std::uint64_t>(ending::race), later.site + earlier.site);
  if (!turns.winding_down() && !is_known(race)) state.races.add(race);
  return true;
}

void report_gone_stack(const access& use, unsigned owner) {
  if (turns.winding_down()) end_run(ending::finished);
  finding found =
      make_finding(ending::gone_stack, use.site,
                   tasks[owner].finished ? "a local variable of a thread that has ended is used"
                                         : "a local variable of a function that has ended is used");
  found.object = use.address;
  found.other_task = tasks[owner].number;
  end_run(found);
}

void report_use_after_free(const access& use, std::uintptr_t freed_at, unsigned by) {
  if (turns.winding_down()) end_run(ending::finished);
  finding found = make_finding(ending::use_after_free, use.site, "memory is used after it was freed");
  found.object = use.address;
  found.other_site = freed_at;
  found.other_task = tasks[by].number;
  end_run(found);
}

}  // namespace millrace::explorer
