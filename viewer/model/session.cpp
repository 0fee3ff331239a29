#include "model/session.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace millrace::viewer {

void session::watch(std::unique_ptr<source> from) {
  auto name = from->name();
  const double keep = from->live() ? kept_seconds : std::numeric_limits<double>::infinity();
  watched_.push_back(std::make_unique<watched>(watched{std::move(from), track(std::move(name), keep)}));
}

bool session::update(double seconds) {
  bool changed = false;
  for (const auto& each : watched_) {
    const bool first = each->seen.empty();
    if (when_.paused()) each->seen.hold(when_.at());
    for (auto& come : each->from->poll()) {
      each->seen.add(std::move(come));
      on_batch(*each);
      changed = true;
    }
    if (first && !each->seen.empty() && !each->from->live()) when_.seek(each->seen.past().begin());
  }
  const double before = when_.at();
  when_.advance(seconds, begin(), end());
  return changed || before != when_.at();
}

double session::begin() const {
  double first = end();
  for (const auto& each : watched_) {
    if (!each->seen.empty()) first = std::min(first, each->seen.past().begin());
  }
  return first;
}

double session::end() const {
  double last = 0;
  for (const auto& each : watched_) last = std::max(last, each->seen.past().end());
  return last;
}

void session::step(int direction) {
  when_.pause();
  const double here = when_.at();
  double nearest = here;
  for (const auto& each : watched_) {
    const auto& past = each->seen.past();
    const double there = direction > 0 ? past.next_event(here) : past.previous_event(here);
    const bool nearer = nearest == here || (direction > 0 ? there < nearest : there > nearest);
    if (there != here && nearer) nearest = there;
  }
  when_.seek(nearest);
}

void session::turn(const std::string& knob, std::int64_t value) {
  for (const auto& each : watched_) each->from->turn(knob, value);
}

}  // namespace millrace::viewer
