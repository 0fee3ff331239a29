#include "model/history.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace millrace::viewer {
namespace {

/// A keyframe costs memory, the events since the last one cost time when seeking: a million take some 20 ms.
constexpr double keyframe_every = 0.25;
constexpr double sparse_keyframe_every = 1;
constexpr std::size_t many_tasks = 1000;
constexpr std::size_t most_events_between = 500'000;

std::size_t bytes_of(const probe::snapshot& state) {
  return sizeof state + state.tasks.size() * sizeof(probe::task_view) +
         state.resources.size() * sizeof(probe::resource_view) +
         state.knobs.size() * sizeof(probe::knob_view);
}

bool later(double when, const probe::event_view& event) {
  return when < event.at;
}

}  // namespace

history::history(double keep, std::size_t most_bytes) : keep_(keep), most_bytes_(most_bytes) {}

void history::add(const batch& come) {
  const double last = end_;
  // What comes is later than all that could be seen so far: a moment that somebody looks at does not change
  // any more.
  const double news = std::nextafter(last, std::numeric_limits<double>::infinity());
  for (const auto& event : come.events) add_event(event, news);
  end_ = std::max({end_, news, come.at});
  if (come.missed > 0) gaps_.push_back({last == 0 ? come.at : last, come.at, come.missed});
  if (come.state) {
    const double every = come.state->tasks.size() > many_tasks ? sparse_keyframe_every : keyframe_every;
    const double at = std::max(come.at, news);
    const bool changed = keyframes_.empty() || keyframes_.back().state->process != come.state->process;
    if (changed || come.missed > 0 || at - keyframes_.back().at >= every ||
        since_keyframe_ > most_events_between) {
      keyframes_.push_back({at, std::make_shared<const probe::snapshot>(*come.state), bytes_of(*come.state)});
      keyframe_bytes_ += keyframes_.back().bytes;
      since_keyframe_ = 0;
    }
  }
  forget_old();
}

// Rings are read one after the other: an event may come a little after younger ones. It is then taken to have
// happened with the youngest, so that the order of all is the order of their times.
void history::add_event(const probe::event_view& event, double at_least) {
  if (chunks_.empty() || chunks_.back().events.size() == chunk_events) {
    chunks_.emplace_back();
    chunks_.back().events.reserve(chunk_events);
  }
  auto copy = event;
  copy.at = std::max({copy.at, end_, at_least});
  end_ = copy.at;
  chunks_.back().events.push_back(copy);
  ++events_;
  ++since_keyframe_;
}

void history::forget_old() {
  const double oldest = end_ - keep_;
  const auto too_old = [&](double at) { return at < oldest || bytes() > most_bytes_; };
  while (keyframes_.size() > 1 && too_old(keyframes_[1].at)) {
    keyframe_bytes_ -= keyframes_.front().bytes;
    keyframes_.pop_front();
    const double begin = keyframes_.front().at;
    while (chunks_.size() > 1 && chunks_.front().events.back().at <= begin) {
      events_ -= chunks_.front().events.size();
      chunks_.pop_front();
    }
  }
  while (!gaps_.empty() && !keyframes_.empty() && gaps_.front().to < keyframes_.front().at) gaps_.pop_front();
}

double history::begin() const {
  return keyframes_.empty() ? end_ : keyframes_.front().at;
}

std::deque<history::keyframe>::const_iterator history::keyframe_before(double when) const {
  const auto next = std::ranges::upper_bound(keyframes_, when, {}, &keyframe::at);
  return next == keyframes_.begin() ? next : std::prev(next);
}

world history::at(double when) const {
  if (keyframes_.empty()) return {};
  const auto from = keyframe_before(when);
  world state(*from->state);
  visit(from->at, when, [&](const auto& event) {
    state.apply(event);
    return true;
  });
  return state;
}

const probe::snapshot* history::snapshot_before(double when) const {
  if (keyframes_.empty() || keyframes_.front().at > when) return nullptr;
  return keyframe_before(when)->state.get();
}

bool history::carry_on(world& from, double known, double when) const {
  if (keyframes_.empty() || when < known || keyframe_before(when)->at > known) return false;
  visit(known, when, [&](const auto& event) {
    from.apply(event);
    return true;
  });
  return true;
}

std::pair<std::size_t, std::size_t> history::after(double when) const {
  const auto chunk_at =
      std::ranges::upper_bound(chunks_, when, {}, [](const chunk& c) { return c.events.back().at; });
  if (chunk_at == chunks_.end()) return {chunks_.size(), 0};
  const auto& events = chunk_at->events;
  const auto event_at = std::upper_bound(events.begin(), events.end(), when, later);
  return {static_cast<std::size_t>(chunk_at - chunks_.begin()),
          static_cast<std::size_t>(event_at - events.begin())};
}

std::size_t history::count(double from, double to) const {
  const auto place = [&](double when) {
    const auto [at_chunk, at_event] = after(when);
    std::size_t before = at_event;
    for (std::size_t i = 0; i < at_chunk; ++i) before += chunks_[i].events.size();
    return before;
  };
  return to > from ? place(to) - place(from) : 0;
}

double history::next_event(double when) const {
  const auto [at_chunk, at_event] = after(when);
  return at_chunk < chunks_.size() ? chunks_[at_chunk].events[at_event].at : when;
}

double history::previous_event(double when) const {
  double found = when;
  for (const auto& each : chunks_) {
    if (each.events.front().at >= when) break;
    const auto event_at = std::lower_bound(each.events.begin(), each.events.end(), when,
                                           [](const auto& event, double t) { return event.at < t; });
    found = std::prev(event_at)->at;
  }
  return found;
}

}  // namespace millrace::viewer
