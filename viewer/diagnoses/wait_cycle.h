#pragma once

#include "diagnoses/diagnosis.h"

namespace millrace::viewer {

/// Tasks that wait for one another in a ring: none of them will ever go on.
class wait_cycle final : public diagnosis {
 public:
  /// A look reads one task after the other; a ring that was only seen because of that has a wait that has
  /// just begun.
  static constexpr double stands = 0.1;

  std::string_view name() const override { return "wait cycle"; }
  std::vector<warning> check(const track& seen) override;
};

}  // namespace millrace::viewer
