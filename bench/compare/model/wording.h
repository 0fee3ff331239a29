#pragma once

#include <string>

#include "model/comparison.h"

namespace millrace::compare {

/// "-28.1 %", or "x2.99" from a factor of two on; empty without a ratio.
std::string change(const contrast& seen);
/// "-29.9 .. -26.2 %" or "x2.91 .. x3.07"; empty without an interval.
std::string change_interval(const contrast& seen);
/// "x0.961", and its interval.
std::string factor(double ratio);
std::string factor_interval(const interval& of);

/// "p=0.0021", "p<0.0001".
std::string p_value(double p);

/// "43.10 ns ± 2 %": the median and how far its confidence interval reaches; or why there is none.
std::string middle(const metric& of, const measurement& seen);

/// Why there is no verdict, and what to do: "3 repetitions more: --benchmark_repetitions=10".
std::string why_untested(const contrast& seen);

/// "faster  p=0.0021", "~  p=0.41", "too few: 7 repetitions more".
std::string verdict(const contrast& seen);

/// "less is better", "more is better", or that it is not known.
std::string direction(const metric& of);

}  // namespace millrace::compare
