#pragma once

#include <map>
#include <optional>
#include <string>
#include <sys/types.h>
#include <utility>
#include <vector>

#include <millrace/probe/code_places.h>
#include <millrace/probe/reader.h>
#include <millrace/probe/wait_graph.h>

namespace millrace::viewer::terminal {

/// What is seen of a process that publishes, from its start to after its end, over every program that it
/// becomes. Not thread-safe.
class live_view {
 public:
  explicit live_view(pid_t process) : process_(process) {}

  /// Looks once. Call it as long as the process lives, and once after.
  void look();
  /// Whether the process has been seen to publish.
  bool attached() const { return places_.has_value(); }

  /// The state at the latest look.
  const probe::snapshot& latest() const { return latest_; }
  /// Every task that was seen, as it was last seen; at most 10,000 of them.
  std::vector<probe::task_view> tasks() const;
  /// Deadlocks: cycles that have stood for a second, that two looks saw alike, and that were not told before.
  std::vector<probe::wait_cycle> new_deadlocks();

  probe::code_places& places() { return *places_; }

 private:
  void attach();

  pid_t process_;
  std::string program_;
  int looks_ = 0;
  std::optional<probe::reader> reader_;
  std::optional<probe::code_places> places_;
  probe::snapshot latest_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, probe::task_view> tasks_;
  std::map<std::string, int> cycles_;  ///< how many looks in a row saw each
};

}  // namespace millrace::viewer::terminal
