#pragma once

#include <cstddef>
#include <cstdint>

#include "model/access_count.h"
#include "model/operation.h"
#include "model/task_set.h"
#include "races/vector_clock.h"

namespace millrace::explorer {

constexpr std::uint64_t never = ~std::uint64_t{0};

/// What a task is about to do, or what it waits for.
struct pending_operation {
  operation kind;
  std::uintptr_t object;
  std::uintptr_t with;  ///< another object that it changes: the mutex of a wait
  std::uintptr_t site;  ///< where in the program, as far as known without unwinding
};

/// One reading in a loop that may be a spin: where, of what, what it saw, and how often nothing had changed.
struct reading {
  std::uintptr_t site;
  std::uintptr_t object;
  std::uint64_t value;
  std::uint64_t changes;
  std::uint32_t times;
};

struct exit_action {
  void (*call)(void*);
  void* argument;
};

/// A task of the program under test: a thread for it, a fibre for us. Plain data, made anew in each run.
struct task {
  // What the switch needs.
  void* stack_pointer;
  std::uintptr_t thread_pointer;
  std::uint64_t epoch;  ///< its own moment and slot, as shadow cells hold them

  std::uint8_t slot;
  bool finished;
  bool detached;
  bool joined;
  bool timed_out;       ///< it goes on because its time was over
  bool early;           ///< and that while others could still go on
  std::uint32_t wrote;  ///< plain memory: see below
  bool has_release_fence;
  std::uint32_t number;  ///< in order of creation in this run; main is 0
  std::uint32_t children;
  std::uint64_t key;   ///< the same in every schedule: made of the parent's and the number among its children
  std::uint32_t step;  ///< scheduling points so far
  pending_operation pending;
  std::uint64_t deadline;  ///< in virtual time; never unless it waits with an end
  std::uint64_t own_changes;
  std::uint64_t ran_at;       ///< the step of the run when it last had a turn
  std::uint64_t state;        ///< what it had on its stack when it last gave its turn away; see recurrence.h
  std::uintptr_t waits_with;  ///< at a condition variable: its mutex
  bool notified;              ///< and it has been woken
  bool unasked;               ///< by nobody
  std::uint64_t
      looked_since;  ///< the step before it looked whether it has to wait, as far as that can be known

  void* (*routine)(void*);
  void* argument;
  void* result;
  std::uintptr_t created_at;
  void* cleanup_handlers;                   ///< of pthread_cleanup_push, the last first
  alignas(16) unsigned char unwinding[32];  ///< the exception that ends it; its own stack is being unwound
  task_set joiners;

  vector_clock clock;
  vector_clock acquired_relaxed;  ///< what an acquire fence would make ours
  vector_clock release_fence;

  static constexpr unsigned remembered = 8;
  reading readings[remembered];
  unsigned oldest_reading;
  static constexpr unsigned most_exit_actions = 64;
  unsigned exit_action_count;
  exit_action exit_actions[most_exit_actions];  ///< destructors of thread_locals
};

/// Bits of task::wrote.
constexpr std::uint32_t wrote_since_reading = 1;  ///< since the last reading in a loop
constexpr std::uint32_t wrote_since_change = 2;   ///< since the last change was noted
constexpr std::uint32_t wrote_elsewhere = 4;      ///< not on its own stack, since it was last looked at

/// Stands for whoever runs outside of runs, so that `current` always points to something.
extern task outside;
/// The running task. All of the tasks, by slot.
extern task* current;
extern task* tasks;
inline bool in_run() {
  return current != &outside;
}

/// The epoch of the running task; beside `current` because each access needs it.
extern std::uint64_t current_epoch;

/// A new task in that slot, with its creator's past; null for main.
task& make_task(unsigned slot, task* creator);
/// The running task's moments so far are known to whoever takes its clock now; what follows is later.
void advance_clock();
/// Gives its past to a clock, and takes a clock's past.
inline void release_to(vector_clock& to) {
  to.join(current->clock);
  advance_clock();
}
inline void acquire_from(const vector_clock& from) {
  current->clock.join(from);
}

}  // namespace millrace::explorer
