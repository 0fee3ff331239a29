#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace millrace::bench {

using span = std::chrono::duration<double>;

/// Does `items` pieces of the row's work and says how long that took, without what prepares it.
using row_body = std::function<span(std::int64_t items)>;

/// A row of the peers' table: "channel/1:1/capacity:128/millrace" is a primitive, a case and an
/// implementation. Its time is nanoseconds an item, its CPU time that of all threads. How many items fill the
/// measured time is found out before.
void add_row(const std::string& name, row_body body);

/// What one run shows if it is not the time of so many items.
struct figures {
  span time;  ///< what the row's time is to be
  std::map<std::string, double> counters;
};

/// A row of one run a repetition.
void add_figures(const std::string& name, std::function<figures()> measure);

}  // namespace millrace::bench
