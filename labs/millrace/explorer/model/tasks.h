#pragma once

#include <cstdint>

#include "model/task.h"

namespace millrace::explorer {

/// Creation, end and joining of tasks, as pthread_create and its kin promise them.
task& spawn(void* (*routine)(void*), void* argument, bool detached, std::uintptr_t site);
/// Starts a run: main, as slot 0.
task& spawn_main(void* (*routine)(void*));

/// Ends the running task: its thread-locals' destructors have run.
[[noreturn]] void finish_task(void* result);

/// Waits for its end. The task's slot may be used again.
void* join(task& other, std::uintptr_t site, std::uint64_t deadline, bool& in_time);

void detach(task& other);

/// The task that has this thread pointer (a pthread_t); null if there is none in this run.
task* find_task(std::uintptr_t thread_pointer);

/// For reports: how many tasks this run has had; by number. The newest if a slot was used again.
std::uint32_t tasks_created();
/// One past the highest slot that was used.
unsigned slots_used();

/// A destructor that the running task owes at its end.
void at_task_exit(void (*call)(void*), void* argument);

}  // namespace millrace::explorer
