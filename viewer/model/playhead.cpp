#include "model/playhead.h"

#include <algorithm>

namespace millrace::viewer {

void playhead::go_live() {
  live_ = true;
  paused_ = false;
  speed_ = 1;
}

void playhead::pause() {
  live_ = false;
  paused_ = true;
}

void playhead::play() {
  paused_ = false;
}

// Faster than the present cannot be shown; slower falls behind it.
void playhead::set_speed(double times) {
  speed_ = std::clamp(times, slowest, fastest);
  if (speed_ < 1) live_ = false;
}

void playhead::seek(double when) {
  live_ = false;
  at_ = when;
}

void playhead::advance(double seconds, double begin, double end) {
  if (live_) {
    at_ = end;
    return;
  }
  if (!paused_) {
    at_ += seconds * speed_;
    live_ = at_ >= end && speed_ >= 1;
  }
  at_ = std::clamp(at_, begin, std::max(begin, end));
}

}  // namespace millrace::viewer
