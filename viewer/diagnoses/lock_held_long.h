#pragma once

#include <cstdint>
#include <utility>

#include "diagnoses/diagnosis.h"
#include "diagnoses/hold.h"
#include "diagnoses/lasting.h"

namespace millrace::viewer {

/// A lock that one task keeps while others wait for it. A ring of waits has a warning of its own.
class lock_held_long final : public diagnosis {
 public:
  /// A critical section takes microseconds; a task that lost its core in one comes back within some ten
  /// milliseconds. Who waits longer waits for what the holder does.
  static constexpr double long_wait = 0.1;

  std::string_view name() const override { return "lock held long"; }
  std::vector<warning> check(const track& seen) override;

 private:
  lasting<std::pair<std::uint64_t, hold>> held_;  ///< a lock and who holds it, while somebody waits long
};

}  // namespace millrace::viewer
