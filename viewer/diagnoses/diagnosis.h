#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/track.h"

namespace millrace::viewer {

/// One thing that a person who watches should look at.
struct warning {
  std::string_view kind;  ///< the diagnosis' name
  std::string subject;    ///< what it is about: "worker pool 'thumbnail'", "task 'fetch profile'"
  std::string says;       ///< one sentence: what is wrong, with the numbers that show it
  std::string place;      ///< "file:line" if there is one
  double since = 0;       ///< when it began, on the axis of the track
};

/// Recognises one kind of trouble. Looks at a track a few times a second and may remember what it saw; it
/// must fire within seconds when the trouble is there, and never when it is not.
class diagnosis {
 public:
  virtual ~diagnosis() = default;
  virtual std::string_view name() const = 0;
  virtual std::vector<warning> check(const track& seen) = 0;
};

/// One of each, for one track.
std::vector<std::unique_ptr<diagnosis>> all_diagnoses();

}  // namespace millrace::viewer
