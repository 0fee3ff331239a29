#pragma once

#include "search/strategy.h"

namespace millrace::explorer {

/// Anyone who can go on is as likely as any other.
class random_walk final : public strategy {
 public:
  const char* name() const override { return "random"; }
  bool begin(std::uint64_t seed) override {
    random_.seed(seed);
    return true;
  }
  unsigned choose(const choice_point& at) override {
    return at.eligible.nth(random_.below(at.eligible.size()));
  }
  unsigned choose_value(operation what, unsigned options) override {
    return random_value(random_, what, options);
  }

 private:
  random_numbers random_;
};

}  // namespace millrace::explorer
