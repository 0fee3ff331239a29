#include "model/tasks.h"

#include "fibres/context.h"
#include "fibres/donor.h"
#include "model/objects.h"
#include "model/task_names.h"
#include "model/thread_data.h"
#include "run/finding.h"
#include "run/scheduler.h"
#include "run/story.h"

namespace millrace::explorer {
namespace {

struct task_counts {
  std::uint32_t created;
  unsigned slots;
  task_set waiting_creators;  ///< there are as many tasks as there can be
};
[[gnu::section("millrace_state")]] task_counts counts{};

/// A task that nobody can ask for any more leaves its slot to another.
bool can_be_replaced(const task& former) {
  return former.finished && (former.joined || former.detached);
}

constexpr unsigned none = most_tasks;
unsigned free_slot() {
  if (counts.slots < most_tasks) return counts.slots++;
  for (unsigned slot = 1; slot < most_tasks; ++slot) {
    if (can_be_replaced(tasks[slot])) return slot;
  }
  return none;
}

/// A system may take its time to start a thread: until there is room for it others go on.
unsigned wait_for_slot(std::uintptr_t site) {
  for (unsigned slot = free_slot();; slot = free_slot()) {
    if (slot != none) return slot;
    counts.waiting_creators.add(current->slot);
    turns.make_unready(task_set::only(current->slot));
    turns.wait_turn(operation::create, 0, site);
  }
}

void note_replaceable() {
  turns.make_ready(counts.waiting_creators);
  counts.waiting_creators = {};
}

void run_exit_actions() {
  while (current->exit_action_count > 0) {
    const exit_action next = current->exit_actions[--current->exit_action_count];
    next.call(next.argument);
  }
}

void run_task() {
  task& me = *current;
  finish_task(me.routine(me.argument));
}

task& launch(unsigned slot, task* creator, void* (*routine)(void*)) {
  task& made = make_task(slot, creator);
  donor& lent = donor_of(slot);
  renew_thread_locals(lent);
  forget_thread_data(slot);
  forget_name(slot);
  made.number = counts.created++;
  made.routine = routine;
  made.stack_pointer = fresh_stack(lent.stack_top, run_task);
  turns.make_ready(slot);
  return made;
}

}  // namespace

task& spawn_main(void* (*routine)(void*)) {
  counts = {0, 1, {}};
  return launch(0, nullptr, routine);
}

task& spawn(void* (*routine)(void*), void* argument, bool detached, std::uintptr_t site) {
  turns.take_turn(operation::create, 0, site);
  const bool again = counts.slots == most_tasks;
  const unsigned slot = wait_for_slot(site);
  if (again) acquire_from(tasks[slot].clock);  // its stack and slot are used again: that is no race
  task& made = launch(slot, current, routine);
  made.argument = argument;
  made.detached = detached;
  made.created_at = site;
  advance_clock();
  turns.note_change();
  return made;
}

void finish_task(void* result) {
  run_exit_actions();
  run_thread_data_destructors();
  task& me = *current;
  turns.take_turn(operation::finish, reinterpret_cast<std::uintptr_t>(&me), 0);
  me.result = result;
  me.finished = true;
  turns.make_ready(me.joiners);
  if (can_be_replaced(me)) note_replaceable();
  turns.leave();
}

void* join(task& other, std::uintptr_t site, std::uint64_t deadline, bool& in_time) {
  if (!other.finished) {
    other.joiners.add(current->slot);
    turns.make_unready(task_set::only(current->slot));
  }
  in_time = turns.wait_turn(operation::join, reinterpret_cast<std::uintptr_t>(&other), site, deadline) ||
            other.finished;
  other.joiners.remove(current->slot);
  if (!in_time) {
    if (story_of_run.told) story_of_run.tell_time_is_up();
    return nullptr;
  }
  acquire_from(other.clock);
  other.joined = true;
  note_replaceable();
  return other.result;
}

task* find_task(std::uintptr_t pointer) {
  for (unsigned slot = 0; slot < counts.slots; ++slot) {
    if (tasks[slot].thread_pointer == pointer) return &tasks[slot];
  }
  return nullptr;
}

void detach(task& other) {
  other.detached = true;
  if (can_be_replaced(other)) note_replaceable();
}

std::uint32_t tasks_created() {
  return counts.created;
}
unsigned slots_used() {
  return counts.slots;
}

void at_task_exit(void (*call)(void*), void* argument) {
  if (current->exit_action_count == task::most_exit_actions)
    cannot_explore("more than 64 thread-local objects with destructors in one thread");
  current->exit_actions[current->exit_action_count++] = {call, argument};
}

}  // namespace millrace::explorer
