#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <vector>

#include "model/batch.h"
#include "model/world.h"

namespace millrace::viewer {

/// How much of a live process can be seen again.
inline constexpr double kept_seconds = 60;

/// A stretch of time in which events were lost; drawn as a gap.
struct gap {
  double from = 0;
  double to = 0;
  std::uint64_t missed = 0;
};

/// The last minute of a process, so that any moment of it can be seen again: all events, and a snapshot now
/// and then to begin from. What is older than `keep` seconds or over `most_bytes` is let go, the oldest
/// first. Not thread-safe.
class history {
 public:
  explicit history(double keep = kept_seconds, std::size_t most_bytes = std::size_t{2} << 30);

  void add(const batch& come);

  bool empty() const { return keyframes_.empty(); }
  double begin() const;
  double end() const { return end_; }
  std::size_t bytes() const { return event_bytes() + keyframe_bytes_; }
  std::size_t events() const { return events_; }
  const std::deque<gap>& gaps() const { return gaps_; }

  /// The state at `when`, brought into the known range.
  world at(double when) const;
  /// The last full look at the process that is not after `when`; null if there is none.
  const probe::snapshot* snapshot_before(double when) const;
  /// Carries `from`, the state at `known`, on to a later `when`. False when there is a nearer snapshot to
  /// begin from.
  bool carry_on(world& from, double known, double when) const;

  /// Calls `visit` for each event with from < at <= to, in order, until it returns false.
  template <class Visitor>
  void visit(double from, double to, Visitor&& visit) const {
    auto [at_chunk, at_event] = after(from);
    for (; at_chunk < chunks_.size(); ++at_chunk, at_event = 0) {
      const auto& events = chunks_[at_chunk].events;
      for (; at_event < events.size(); ++at_event) {
        if (events[at_event].at > to || !visit(events[at_event])) return;
      }
    }
  }
  /// The same for each `stride`th of them, without a look at the others.
  template <class Visitor>
  void visit_some(double from, double to, std::size_t stride, Visitor&& visit) const {
    auto [at_chunk, at_event] = after(from);
    while (at_chunk < chunks_.size()) {
      const auto& events = chunks_[at_chunk].events;
      for (; at_event < events.size(); at_event += stride) {
        if (events[at_event].at > to) return;
        visit(events[at_event]);
      }
      at_event -= events.size();
      ++at_chunk;
    }
  }
  /// How many events there are with from < at <= to.
  std::size_t count(double from, double to) const;
  /// The time of the nearest event after, or before, `when`; `when` itself if there is none.
  double next_event(double when) const;
  double previous_event(double when) const;

 private:
  static constexpr std::size_t chunk_events = 32768;

  struct keyframe {
    double at;
    std::shared_ptr<const probe::snapshot> state;
    std::size_t bytes;
  };
  /// Events by time; a chunk is let go as a whole.
  struct chunk {
    std::vector<probe::event_view> events;
  };

  std::size_t event_bytes() const { return chunks_.size() * chunk_events * sizeof(probe::event_view); }
  void add_event(const probe::event_view& event, double at_least);
  void forget_old();
  /// The last keyframe that is not after `when`; the first if all are.
  std::deque<keyframe>::const_iterator keyframe_before(double when) const;
  /// The first event after `when`, as a chunk and a place in it.
  std::pair<std::size_t, std::size_t> after(double when) const;

  const double keep_;
  const std::size_t most_bytes_;
  double end_ = 0;
  std::size_t events_ = 0;
  std::size_t since_keyframe_ = 0;
  std::size_t keyframe_bytes_ = 0;
  std::deque<keyframe> keyframes_;
  std::deque<chunk> chunks_;
  std::deque<gap> gaps_;
};

}  // namespace millrace::viewer
