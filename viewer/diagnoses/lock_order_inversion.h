#pragma once

#include "diagnoses/diagnosis.h"

namespace millrace::viewer {

/// Locks that are taken in both orders. Nobody need have met there yet.
class lock_order_inversion final : public diagnosis {
 public:
  std::string_view name() const override { return "lock order inversion"; }
  std::vector<warning> check(const track& seen) override;

 private:
  double since_ = 0;  ///< when the first was seen; 0: none was
};

}  // namespace millrace::viewer
