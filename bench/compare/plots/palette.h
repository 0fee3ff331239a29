#pragma once

#include <cstddef>
#include <string>

namespace millrace::compare {

/// The class that colours what belongs to a candidate.
inline std::string colour_of(std::size_t candidate) {
  constexpr std::size_t colours = 7;
  return "c" + std::to_string(candidate % colours);
}

}  // namespace millrace::compare
