#pragma once

#include "memory/loaded_objects.h"

namespace millrace::explorer {

/// What a run does from beginning to end: a program's main, or a function of a test.
struct program_entry {
  int (*call)(void* argument);
  void* argument;
  bool is_main;  ///< the program ends with it, and what it owes at its end is done
};

/// Is it the program's main that is explored? Otherwise the program runs as ever, but for the functions that
/// its tests explore.
bool explores_main();

/// What is loaded; empty until the runtime is prepared, which is before any of the program's code runs.
extern loaded_objects loaded;

/// The unwinder's own locks: it holds them only while no task can come between.
inline bool is_of_unwinder(std::uintptr_t site) {
  return loaded.unwinder.contains(site);
}

/// A handler that the program owes at its end, as by atexit.
void at_program_exit(void (*call)(void*), void* argument);
/// The program ends, as by exit: its handlers run, and then we look what its other tasks are up to.
[[noreturn]] void exit_program(int status, std::uintptr_t site);

/// The function is done, and the program would go on without it: we look what its tasks are up to.
[[noreturn]] void end_function();

/// What stands now is there in each run.
void keep_exit_handlers();
void reset_exit_handlers();

}  // namespace millrace::explorer
