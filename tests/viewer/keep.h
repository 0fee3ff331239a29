#pragma once

#include <cstdlib>
#include <string>

#include "window/picture.h"

namespace millrace::viewer {

/// MILLRACE_PICTURES=folder keeps the tests' pictures, to look at them.
inline void keep(const picture& shown, const std::string& name) {
  if (const char* folder = std::getenv("MILLRACE_PICTURES"))
    write_png(shown, std::string(folder) + "/" + name + ".png");
}

}  // namespace millrace::viewer
