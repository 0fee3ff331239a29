#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <vector>

#include "model/batch.h"
#include "model/world.h"

namespace millrace::viewer {

/// A number over time; what is older than a minute is let go.
class series {
 public:
  struct point {
    double at;
    double value;
  };
  void add(double at, double value);
  const std::deque<point>& points() const { return points_; }
  /// The newest value that is not younger than `when`; 0 if there is none.
  double value_at(double when) const;

 private:
  std::deque<point> points_;
};

/// Percentiles of the requests that ended within a second.
struct latency {
  double p50 = 0;  ///< seconds
  double p99 = 0;
  double p999 = 0;
  std::size_t requests = 0;
};

/// What the charts show of one process, sampled at each batch and kept for a minute.
class metrics {
 public:
  void add(const batch& come, const world& now);

  const series& tasks() const { return tasks_; }
  const series& blocked() const { return blocked_; }
  const series& in_flight() const { return in_flight_; }
  const series& memory() const { return memory_; }          ///< bytes
  const series& per_second() const { return per_second_; }  ///< requests answered
  const series& p50() const { return p50_; }                ///< seconds
  const series& p99() const { return p99_; }
  const series& p999() const { return p999_; }
  /// By resource id: what it holds.
  const std::map<std::uint32_t, series>& holds() const { return holds_; }

  /// The requests at work: by task, since when.
  const std::map<std::uint32_t, double>& handling() const { return handling_; }
  /// Of the second before `when`.
  latency latency_at(double when) const;

 private:
  struct answered {
    double at;
    double took;
  };
  void add_requests(const std::vector<probe::event_view>& events);

  series tasks_, blocked_, in_flight_, memory_, per_second_, p50_, p99_, p999_;
  std::map<std::uint32_t, series> holds_;
  std::deque<answered> answered_;             ///< by the time of their end
  std::map<std::uint32_t, double> handling_;  ///< task -> since when it has its request
};

}  // namespace millrace::viewer
