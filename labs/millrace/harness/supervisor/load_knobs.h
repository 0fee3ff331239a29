#pragma once

#include <atomic>

namespace millrace::harness {

/// The knobs of a load that somebody watches. They act on the requests that are still to come, within a few
/// milliseconds; a closed load's number of requests stays what the scenario says.
struct load_knobs {
  std::atomic<long> per_second{0};   ///< of all clients together; 0: as fast as the answers come
  std::atomic<long> clients{0};      ///< so many of the load's clients send at most; 0: all of them
  std::atomic<bool> leaving{false};  ///< nobody watches any more
};

}  // namespace millrace::harness
