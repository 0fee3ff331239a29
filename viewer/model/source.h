#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/batch.h"

namespace millrace::viewer {

/// A number that can be turned while the picture moves.
struct knob {
  std::string name;
  std::int64_t value = 0;
  std::int64_t least = 0;
  std::int64_t most = 1000;
  std::string says;  ///< what it does, with its unit
};

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
  virtual std::vector<knob> knobs() const { return {}; }
  /// Asks for another value of a knob. An unknown name is ignored.
  virtual void turn(const std::string& /*name*/, std::int64_t /*value*/) {}
  /// Promises of the scenario that the candidate broke, in the newest round that is over.
  virtual std::vector<std::string> broken_promises() const { return {}; }
};

}  // namespace millrace::viewer
