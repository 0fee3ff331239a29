#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "model/lanes.h"
#include "panels/panel.h"

namespace millrace::viewer {

/// A lane a task: when it ran, was blocked, waited for a lock, was idle; who woke whom. The wheel zooms,
/// dragging moves through time.
class timeline final : public panel {
 public:
  const char* title() const override { return "Timeline"; }
  void draw(sight& on) override;

 private:
  struct row {
    std::size_t track;
    std::uint32_t slot;
    std::string name;
  };
  std::vector<row> rows_of(const sight& on, double span) const;
  void draw_lanes(sight& on, const std::vector<row>& rows, double begin, double end);
  void zoom(sight& on, float left, float width);
  double drawable_span(const sight& on) const;

  double span_ = 4;  ///< seconds across
  std::vector<row> rows_;
  double gathered_ = 0;           ///< when, by ImGui's clock
  std::vector<cursor> at_begin_;  ///< of each track
  std::array<char, 128> search_{};
};

}  // namespace millrace::viewer
