#pragma once

#include "panels/panel.h"

namespace millrace::viewer {

/// The time machine's controls at the bottom: live, pause, step both ways, speed, and a bar to scrub over
/// what is known, with the gaps where events were lost.
void draw_transport(sight& on);

/// How much height it needs.
float transport_height();

}  // namespace millrace::viewer
