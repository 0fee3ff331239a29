#pragma once

#include <vector>

namespace millrace::compare {

/// Values to places on a picture, linear or logarithmic.
class scale {
 public:
  enum class kind { linear, logarithmic };

  /// From `low`..`high` (low < high after padding; positive when logarithmic) to pixels `begin`..`end`.
  scale(kind how, double low, double high, double begin, double end);

  double operator()(double value) const;
  /// Round values within the scale, about so many.
  std::vector<double> ticks(int about) const;

  double low() const { return low_; }
  double high() const { return high_; }
  double begin() const { return begin_; }
  double end() const { return end_; }

 private:
  std::vector<double> linear_ticks(int about) const;
  std::vector<double> logarithmic_ticks(int about) const;

  kind how_;
  double low_;
  double high_;
  double begin_;
  double end_;
};

}  // namespace millrace::compare
