#pragma once

#include <string>

#include "model/cursor.h"
#include "model/history.h"
#include "model/metrics.h"
#include "model/topology.h"

namespace millrace::viewer {

/// All that is known of one watched process, or of one candidate of a lab through its rounds. Not
/// thread-safe.
class track {
 public:
  /// Remembers the last `keep` seconds.
  explicit track(std::string name, double keep = kept_seconds) : name_(std::move(name)), past_(keep) {}

  void add(batch come);

  const std::string& name() const { return name_; }
  const history& past() const { return past_; }
  const metrics& measured() const { return measured_; }
  const topology& paths() const { return paths_; }
  /// The newest state.
  const world& now() const { return now_; }
  bool alive() const { return alive_; }
  bool empty() const { return past_.empty(); }

  /// The state at `when`. Moving on in small steps is cheap; a jump costs a search and at most a second of
  /// events.
  const world& at(double when) const;
  /// Somebody looks at `when`, and for longer: if it is the present, it stays as it is now when more comes.
  void hold(double when) const;

 private:
  void end_tasks_of_last_process(batch& come) const;

  std::string name_;
  history past_;
  metrics measured_;
  topology paths_;
  world now_;
  bool alive_ = false;
  mutable cursor shown_;
};

}  // namespace millrace::viewer
