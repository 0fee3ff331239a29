#pragma once

#include <sys/types.h>

namespace millrace::tutor {

/// The exit code of a program that could not be started, as in the shell.
constexpr int could_not_start = 127;

/// What a guardian runs.
struct guarded_program {
  char* const* words;
  const char* directory;
  int output;     ///< where it prints
  int kept = -1;  ///< stays open until all that it started has ended
};

/// Stands between us and a program, in a process of its own (call it in the child of a fork): whatever the
/// program starts, in whichever process group, ends with it. SIGTERM and the death of `parent` end all:
/// gently, so that a build tool removes what is half written, then at once. Its exit code is the program's.
[[noreturn]] void guard(const guarded_program& what, pid_t parent);

}  // namespace millrace::tutor
