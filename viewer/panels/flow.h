#pragma once

#include "panels/panel.h"

namespace millrace::viewer {

/// Work as it flows through a service: clients, buckets that fill at their rate, queues with their places,
/// workers busy, idle or blocked, replies by status. What stands beside each other is drawn beside each
/// other.
class flow final : public panel {
 public:
  const char* title() const override { return "Flow"; }
  void draw(sight& on) override;
};

}  // namespace millrace::viewer
