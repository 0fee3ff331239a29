#pragma once

#include <dlfcn.h>

#include "interposed/interpose.h"
#include "memory/system.h"
#include "run/program.h"

namespace millrace::explorer {

/// The function of the C library that ours stands in front of.
template <class Result = int, class... Arguments>
Result as_ever(const char* function, Arguments... arguments) {
  return reinterpret_cast<Result (*)(Arguments...)>(dlsym(RTLD_NEXT, function))(arguments...);
}

/// In a test beside explorations.
inline bool runs_as_ever() {
  return !in_run() && !explores_main();
}

/// What cannot be explored: refused in a run, and as ever elsewhere (before main, in tests beside
/// explorations).
template <class Result = int, class... Arguments>
Result only_outside(const char* what, const char* function, Arguments... arguments) {
  if (in_run()) cannot_explore(what, function);
  return as_ever<Result>(function, arguments...);
}

}  // namespace millrace::explorer
