#pragma once

#include "run/exploration.h"

namespace millrace::explorer {

/// Writes what was looked at and what was found, each failure with its story, as one JSON document.
void write_result(exploration& of, int descriptor);

}  // namespace millrace::explorer
