#pragma once

#include "memory/loaded_objects.h"

namespace millrace::explorer {

/// Puts the program's variables and heap back to what they were before main: each run begins alike.
class fresh_state {
 public:
  void keep(const loaded_objects& loaded);
  void restore();

 private:
  struct kept_range {
    address_range range;
    void* copy = nullptr;
  };
  kept_range kept_[loaded_objects::most]{};
  std::size_t count_ = 0;
};

}  // namespace millrace::explorer
