#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace millrace::viewer {

/// An opaque picture, row by row from the top left, four bytes a pixel: red, green, blue, 255.
struct picture {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgba;

  bool operator==(const picture&) const = default;
};

/// Throws std::runtime_error, with the path and the reason, if the file cannot be written.
void write_png(const picture& shown, const std::string& path);

}  // namespace millrace::viewer
