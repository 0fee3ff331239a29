#include "statistics/geometric_mean.h"

#include <cmath>

#include "statistics/bootstrap.h"

namespace millrace::compare {

void geometric_mean::add(double ratio, const std::vector<double>& logs) {
  ++rows_;
  sum_ += std::log(ratio);
  if (logs.empty()) {
    whole_ = false;
    return;
  }
  sums_.resize(logs.size());
  for (std::size_t i = 0; i < logs.size(); ++i) sums_[i] += logs[i];
}

overall geometric_mean::result() const {
  overall mean;
  mean.rows = rows_;
  if (rows_ == 0) return mean;
  const auto count = static_cast<double>(rows_);
  mean.ratio = std::exp(sum_ / count);
  mean.confidence = {*mean.ratio, *mean.ratio};
  if (whole_) {
    const auto middle = middle_of(sums_);
    mean.confidence = {std::exp(middle.low / count), std::exp(middle.high / count)};
  }
  return mean;
}

}  // namespace millrace::compare
