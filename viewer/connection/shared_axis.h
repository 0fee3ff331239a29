#pragma once

#include "model/batch.h"

namespace millrace::viewer {

/// From seconds of the process's life to seconds of the machine's clock.
inline void onto_shared_axis(batch& come, double started) {
  come.at += started;
  for (auto& event : come.events) event.at += started;
  if (!come.state) return;
  come.state->at += started;
  for (auto& task : come.state->tasks) task.since += started;
}

}  // namespace millrace::viewer
