#pragma once

#include <string>

#include <millrace/toolkit/observer.h>

namespace millrace::harness {

/// The tasks of this process, as goleak and the goroutine profile show them for Go: every thread that the
/// program starts, however it starts it, also detached ones. The plain flavour sees them by standing in for
/// pthread_create; a sanitizer does that itself, so under one the census is empty and only names are kept,
/// for its reports.
///
/// The table is written with relaxed stores alone and read by the control thread: counting tasks orders
/// nothing.
class census final : public observer {
 public:
  static census& of_process();

  void task_started(const char* name, task_owner owner,
                    const std::source_location& spawned_at) noexcept override;
  void blocked(wait_reason reason, resource_id, const std::source_location& at) noexcept override;
  void resumed() noexcept override;

  /// False in the sanitized flavours.
  static bool available() noexcept;

  /// Lists the main thread as "main". It does not count as a task.
  static void include_main_thread() noexcept;
  /// Makes the calling thread one of the harness's own: never counted.
  static void exclude_this_thread() noexcept;

  /// Tasks of the program that are alive now, and the most there ever were at once. Without the main thread.
  static int alive() noexcept;
  static int peak() noexcept;

  /// One line a task (see `report_line` in census.cpp), with the stack of each when `stacks` is set. A thread
  /// that does not give its stack within a moment is listed without one.
  static std::string report(bool stacks);
};

}  // namespace millrace::harness
