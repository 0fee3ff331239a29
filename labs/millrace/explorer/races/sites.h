#pragma once

#include <cstddef>
#include <cstdint>

#include "memory/lasting_list.h"
#include "memory/loaded_objects.h"

namespace millrace::explorer {

/// Places in the program's code whose plain accesses were found to race. From the next run on they are
/// scheduling points, so that what the race leads to shows, too. The order in which they were found is kept:
/// a schedule holds for the first so many of them.
class racing_sites {
 public:
  static constexpr std::size_t most = 4096;

  void prepare(const address_range& code);
  /// Notes it for later runs. Nothing happens if it is known or not of the program.
  void add(std::uintptr_t site);
  /// From the next run on the first `count` are scheduling points.
  void activate(std::size_t count);
  std::size_t found() const { return sites_.size(); }
  std::size_t active() const { return active_; }
  std::uintptr_t site(std::size_t index) const { return code_.begin + sites_[index]; }

  /// Is that a scheduling point?
  bool has(std::uintptr_t site) const { return code_.contains(site) && map_[site - code_.begin] == 2; }

 private:
  address_range code_{};
  unsigned char* map_ = nullptr;  // a byte for each of the code: 0 unknown, 1 found, 2 active
  lasting_list<std::uint32_t, most> sites_;
  std::size_t active_ = 0;
};
extern racing_sites sites;

}  // namespace millrace::explorer
