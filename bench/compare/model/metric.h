#pragma once

#include <string>
#include <vector>

#include "reading/results.h"

namespace millrace::compare {

enum class better { less, more, unknown };

/// What is compared: real_time, cpu_time, or a counter.
struct metric {
  std::string name = "real_time";
  better direction = better::less;

  bool is_time() const { return name == "real_time" || name == "cpu_time"; }
};

/// Which way is better, told by the name: times, latencies and memory down, rates up. A name that does not
/// say is unknown: then nothing is called faster or slower.
better direction_of(const std::string& name);

/// A value in words: "43.10 ns", "2.140 GiB/s", "12.50 k".
std::string quantity(const metric& of, double value);

/// What all values of a picture are divided by, so that its axis reads well, and how it is called then.
struct unit {
  double size = 1;
  std::string name;  ///< "ns", "M/s"; empty for a bare number
};
unit unit_for(const metric& of, double typical);

/// Metrics that the rows have, real_time and cpu_time first.
std::vector<std::string> metrics_in(const std::vector<results>& all);

}  // namespace millrace::compare
