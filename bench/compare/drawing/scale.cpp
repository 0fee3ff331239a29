#include "drawing/scale.h"

#include <algorithm>
#include <cmath>

namespace millrace::compare {

scale::scale(kind how, double low, double high, double begin, double end)
    : how_(how), low_(low), high_(high), begin_(begin), end_(end) {
  if (low_ < high_) return;
  // A single value stands in the middle.
  const double around = low_ == 0 ? 1 : std::abs(low_) * 0.1;
  low_ -= around;
  high_ += around;
}

double scale::operator()(double value) const {
  const auto along = [&](double v) { return how_ == kind::logarithmic ? std::log(v) : v; };
  const double share = (along(value) - along(low_)) / (along(high_) - along(low_));
  return begin_ + std::clamp(share, -0.5, 1.5) * (end_ - begin_);
}

std::vector<double> scale::ticks(int about) const {
  return how_ == kind::linear ? linear_ticks(about) : logarithmic_ticks(about);
}

std::vector<double> scale::linear_ticks(int about) const {
  const double raw = (high_ - low_) / about;
  const double power = std::pow(10, std::floor(std::log10(raw)));
  double step = 10 * power;
  for (const double each : {1.0, 2.0, 5.0}) {
    if (each * power >= raw) {
      step = each * power;
      break;
    }
  }
  std::vector<double> ticks;
  for (double i = std::ceil(low_ / step); i * step <= high_ && ticks.size() < 50; ++i)
    ticks.push_back(i * step);
  return ticks;
}

/// Powers of ten and their 2 and 5; of a range within a factor of three, linear ticks read better.
std::vector<double> scale::logarithmic_ticks(int about) const {
  if (high_ / low_ < 3) return linear_ticks(about);
  std::vector<double> ticks;
  const bool only_tens = std::log10(high_ / low_) > about / 2.0;
  const int first = static_cast<int>(std::floor(std::log10(low_)));
  const int last = static_cast<int>(std::ceil(std::log10(high_)));
  for (int power = first; power <= last; ++power) {
    for (const double each : {1.0, 2.0, 5.0}) {
      const double value = each * std::pow(10, power);
      if (value >= low_ && value <= high_ && (each == 1.0 || !only_tens)) ticks.push_back(value);
    }
  }
  return ticks;
}

}  // namespace millrace::compare
