#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/comparison.h"

namespace millrace::compare {

/// Rows that differ in one number of their names: a line of a picture.
struct sweep {
  struct point {
    double at = 0;
    std::size_t row = 0;  ///< in the comparison
  };
  std::string name;           ///< with "*" for the number
  std::string axis;           ///< "threads", "n"; empty if the name does not say
  std::vector<point> points;  ///< sorted, at least three
};

/// All of them; a row may be on several.
std::vector<sweep> sweeps_in(const comparison& all);

}  // namespace millrace::compare
