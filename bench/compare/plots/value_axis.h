#pragma once

#include <optional>
#include <string>

#include "drawing/axis.h"
#include "model/comparison.h"

namespace millrace::compare {

/// The axis of a row's values, which all its pictures share: in its unit, and as a share of the first
/// candidate's median (classes `abs` and `rel`, of which the reader sees one).
class value_axis {
 public:
  value_axis(const comparison& all, const compared_row& row, double begin, double end);

  double operator()(double value) const { return place_(value); }
  const scale& place() const { return place_; }
  void draw(picture& on, double top, double bottom) const;
  std::string words(double value) const { return quantity(of_, value); }

 private:
  metric of_;
  scale place_;
  unit shown_in_;
  std::optional<double> first_median_;
};

}  // namespace millrace::compare
