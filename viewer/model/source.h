#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/batch.h"

namespace millrace::viewer {

/// Where batches come from: a live process, a recording, a lab that runs round after round.
class source {
 public:
  virtual ~source() = default;

  /// What is new since the last call, in order; nothing if nothing can be said (yet, or any more). Never
  /// waits.
  virtual std::vector<batch> poll() = 0;
  /// In words, for the title and for the states without data: "missing-receiver, broken".
  virtual std::string name() const = 0;
  /// What to tell the user when nothing comes; empty while all is well.
  virtual std::string trouble() const { return {}; }
  /// False: its time has passed already, and is played from its beginning.
  virtual bool live() const { return true; }
  /// Asks for another value of a knob. Ignored by what cannot be turned, as a recording.
  virtual void turn(const std::string& knob, std::int64_t value) = 0;
};

}  // namespace millrace::viewer
