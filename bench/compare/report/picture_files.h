#pragma once

#include <filesystem>

#include "model/comparison.h"

namespace millrace::compare {

/// Writes all pictures of a comparison as SVG files: forest.svg, ROW-dots.svg, ROW-ecdf.svg, ROW-density.svg,
/// sweep-NAME.svg. Makes the folder. Returns how many. Throws cannot_compare.
std::size_t write_pictures(const comparison& all, const std::filesystem::path& folder);

/// Writes a whole file, or throws cannot_compare.
void write_file(const std::filesystem::path& file, std::string_view content);

}  // namespace millrace::compare
