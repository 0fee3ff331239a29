#pragma once

#include "run/schedule.h"
#include "search/strategy.h"

namespace millrace::explorer {

/// Follows a recorded schedule: where it says nothing, or something that is not possible, the normal course.
class replay final : public strategy {
 public:
  const char* name() const override { return "replay"; }
  void prepare();
  /// All decisions of it but those from `skip_from` to before `skip_to`.
  void follow(const schedule& what, std::size_t skip_from = 0, std::size_t skip_to = 0);

  bool begin(std::uint64_t seed) override;
  unsigned choose(const choice_point& at) override;
  unsigned choose_value(operation what, unsigned options) override;

 private:
  static constexpr std::size_t places = std::size_t{1} << 21;
  struct place {
    std::uint64_t task;
    std::uint32_t step;
    std::uint32_t index;  // of the decision, and one
    bool is_value;
  };
  const decision* find(std::uint64_t task, std::uint32_t step, bool is_value);
  place& place_of(std::uint64_t task, std::uint32_t step, bool is_value);

  const schedule* followed_ = nullptr;
  place* table_ = nullptr;
  std::size_t mask_ = 0;
};

}  // namespace millrace::explorer
