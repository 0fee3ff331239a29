#pragma once

#include <string>

#include "window/canvas.h"

namespace millrace::viewer {

/// Writes a PNG. Throws std::system_error if the file cannot be written whole.
void write_png(const std::string& file, const pixels& picture);

}  // namespace millrace::viewer
