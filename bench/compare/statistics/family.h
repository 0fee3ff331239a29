#pragma once

#include <span>
#include <vector>

namespace millrace::compare {

/// Holm's correction (1979): p-values of a family of tests, raised so that the chance of even one false alarm
/// in the family stays below the threshold they are held against, whatever the tests have to do with each
/// other. In the order given.
std::vector<double> holm(std::span<const double> p_values);

}  // namespace millrace::compare
