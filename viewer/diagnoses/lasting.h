#pragma once

#include <map>

namespace millrace::viewer {

/// Since when something has held without a break, for each of many. What one look does not note has ended.
/// Times are those of the track.
template <class Key>
class lasting {
 public:
  /// It holds for `key` at this look; since when it has.
  double note(const Key& key, double at) {
    auto& known = known_.try_emplace(key, span{at, at}).first->second;
    known.last = at;
    return known.since;
  }
  /// Ends the look: forgets what it did not note.
  void end_look(double at) {
    std::erase_if(known_, [at](const auto& each) { return each.second.last != at; });
  }

 private:
  struct span {
    double since;
    double last;
  };
  std::map<Key, span> known_;
};

}  // namespace millrace::viewer
