#pragma once

#include "panels/panel.h"

namespace millrace::viewer {

/// Numbers over time, all tracks on the same axes: tasks against their bound, requests in flight and a
/// second, latency, what queues hold, memory.
class charts final : public panel {
 public:
  const char* title() const override { return "Charts"; }
  void draw(sight& on) override;
};

}  // namespace millrace::viewer
