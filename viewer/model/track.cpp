#include "model/track.h"

#include <utility>

namespace millrace::viewer {

void track::add(batch come) {
  alive_ = come.alive;
  past_.add(come);
  if (come.state) {
    now_.become(*come.state);
  } else {
    for (const auto& event : come.events) now_.apply(event);
  }
  paths_.learn(come.events, now_);
  measured_.add(come, now_);
}

const world& track::at(double when) const {
  if (when >= past_.end()) return now_;
  if (shown_at_ != when) {
    if (!shown_at_ || !past_.carry_on(shown_, *shown_at_, when)) shown_ = past_.at(when);
    shown_at_ = when;
  }
  return shown_;
}

}  // namespace millrace::viewer
