#pragma once

#include "panels/panel.h"

namespace millrace::viewer {

/// The column at the right: what is wrong just now, the promises that were broken, and the knobs.
void draw_side(sight& on);

}  // namespace millrace::viewer
