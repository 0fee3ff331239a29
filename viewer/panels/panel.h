#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "diagnoses/diagnosis.h"
#include "model/session.h"

namespace millrace::viewer {

/// What the user has picked: the same in every panel.
struct selection {
  std::size_t track = 0;
  std::optional<std::uint32_t> task;      ///< slot
  std::optional<std::uint32_t> resource;  ///< id
};

/// What the panels see while one frame is drawn.
struct sight {
  session& watched;
  selection& chosen;
  std::vector<std::vector<warning>> warnings;  ///< by track, at the moment that is shown
  std::optional<long> most_tasks;              ///< the lab's bound

  double at() const { return watched.when().at(); }
  const track& seen(std::size_t number) const { return watched.tracks()[number]->seen; }
  std::size_t tracks() const { return watched.tracks().size(); }
};

/// One way to look at what is watched. It draws into the current ImGui window and changes nothing but the
/// selection.
class panel {
 public:
  virtual ~panel() = default;
  virtual const char* title() const = 0;
  virtual void draw(sight& on) = 0;
};

}  // namespace millrace::viewer
