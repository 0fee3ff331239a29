#pragma once

#include "panels/panel.h"

namespace millrace::viewer {

/// Who waits for whom: tasks as dots, an arrow from each that waits to the one that can end its wait. A cycle
/// is a deadlock: it stands in the middle, in red, in words as well.
class waits final : public panel {
 public:
  const char* title() const override { return "Waits"; }
  void draw(sight& on) override;
};

}  // namespace millrace::viewer
