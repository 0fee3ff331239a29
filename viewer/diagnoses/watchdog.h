#pragma once

#include <chrono>
#include <deque>
#include <limits>
#include <memory>
#include <vector>

#include "diagnoses/diagnosis.h"

namespace millrace::viewer {

/// A warning and the time in which it was there.
struct episode {
  warning what;  ///< as it was said last
  double began = 0;
  double seen = 0;  ///< the latest look that found it
  bool over = false;
};

/// Runs every diagnosis over one track and remembers what each found, and when, so that the warnings of any
/// moment can be shown. Not thread-safe.
class watchdog {
 public:
  /// Seconds of the track between looks; more would show nobody more.
  static constexpr double look_every = 0.1;
  /// A warning that is not found again within this is over: two looks may hit moments of rest.
  static constexpr double linger = 0.5;
  /// After a pause this long nobody knows what was in between, and the diagnoses begin anew.
  static constexpr double blind = 2;
  static constexpr std::size_t most_episodes = 1000;
  /// With many thousands of tasks a look takes longer than a frame may: then the next calls go on with it.
  static constexpr std::chrono::milliseconds most_time{2};

  explicit watchdog(std::vector<std::unique_ptr<diagnosis>> (*made_by)() = all_diagnoses);

  /// Call it after each batch that the track took in.
  void look(const track& seen);

  /// Those that are there now.
  std::vector<warning> active() const { return at(std::numeric_limits<double>::infinity()); }
  /// Those that were there at a moment, the longest standing first.
  std::vector<warning> at(double when) const;
  /// All that began within the track's memory, in the order in which they began.
  const std::deque<episode>& log() const { return log_; }

 private:
  void begin_anew(const track& seen);
  bool go_on(const track& seen);
  void note(warning found, double now);
  void end_those_not_found(double now);
  void forget_before(double begin);

  std::vector<std::unique_ptr<diagnosis>> (*made_by_)();
  std::vector<std::unique_ptr<diagnosis>> diagnoses_;
  pid_t process_ = 0;
  double looked_ = 0;     ///< when the newest look began
  std::size_t next_ = 0;  ///< the diagnosis that it has come to; 0: it is over
  std::deque<episode> log_;
};

}  // namespace millrace::viewer
