#pragma once

#include <optional>

#include "model/history.h"

namespace millrace::viewer {

/// The state at a moment that mostly moves on a little: then it is carried on, event by event. A jump costs a
/// search and at most a second of events. Not thread-safe.
class cursor {
 public:
  const world& at(const history& past, double when) {
    if (at_ == when) return shown_;
    if (!at_ || !past.carry_on(shown_, *at_, when)) shown_ = past.at(when);
    at_ = when;
    return shown_;
  }

  /// `state` is what is shown at `when`, whatever becomes known of that moment later.
  void stand(const world& state, double when) {
    if (at_ == when) return;
    shown_ = state;
    at_ = when;
  }

 private:
  world shown_;
  std::optional<double> at_;
};

}  // namespace millrace::viewer
