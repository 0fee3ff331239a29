#pragma once

#include <cstdint>
#include <map>
#include <unordered_map>
#include <vector>

#include "model/track.h"

namespace millrace::viewer {

/// Who has used each channel, and whether they may still come back to it; learned from events. Not
/// thread-safe.
class channel_users {
 public:
  /// Takes in what happened since the last call. After a gap it begins anew, knowing nothing.
  void learn(const track& seen);

  /// True when everyone but `task` who is known to have used the channel, or made it, never comes back: their
  /// task has ended, or the channel was made for a request that is over, and so is theirs. False when nobody
  /// is known.
  bool all_others_gone(std::uint32_t channel, std::uint32_t task) const;

 private:
  struct known_channel {
    bool for_a_request = false;
    std::map<std::uint32_t, std::uint64_t> users;  ///< task -> its turn at its latest use
  };
  struct doing {
    std::uint64_t turn = 0;  ///< counts up with each request, and each task in the slot
    bool alive = true;
    bool in_request = false;
  };
  void take(const probe::event_view& event);

  double learned_ = 0;
  std::unordered_map<std::uint32_t, known_channel> channels_;
  std::vector<doing> tasks_;  ///< by slot
};

}  // namespace millrace::viewer
