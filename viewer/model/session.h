#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "model/playhead.h"
#include "model/source.h"
#include "model/track.h"

namespace millrace::viewer {

/// What is being watched: one process, or several beside each other on one axis of time, and the moment that
/// is shown. Not thread-safe.
class session {
 public:
  struct watched {
    std::unique_ptr<source> from;
    track seen;
  };

  void watch(std::unique_ptr<source> from);
  /// Called after each batch that a track took in, for who must not miss one: a watchdog.
  std::function<void(const watched&)> on_batch = [](const watched&) {};
  void clear() { watched_.clear(); }

  /// Takes in what is new; `seconds` have passed on the wall since the last call. True if the picture
  /// changed.
  bool update(double seconds);

  const std::vector<std::unique_ptr<watched>>& tracks() const { return watched_; }
  playhead& when() { return when_; }
  const playhead& when() const { return when_; }

  /// The known range of time, over all tracks.
  double begin() const;
  double end() const;

  /// Moves to the next event of any track, or the one before; pauses.
  void step(int direction);
  /// Turns a knob of every track, so that what stands beside each other stays comparable.
  void turn(const std::string& knob, std::int64_t value);

 private:
  std::vector<std::unique_ptr<watched>> watched_;
  playhead when_;
};

}  // namespace millrace::viewer
