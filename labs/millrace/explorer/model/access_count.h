#pragma once

#include <cstdint>

namespace millrace::explorer {

/// Counts the plain accesses since the last scheduling point. Nearly all of them cost one subtraction: they
/// are looked at more closely only if there is something to be looked for.
class access_count {
 public:
  /// So many may follow one another before we believe that the task loops.
  static constexpr std::uint32_t most_in_a_row = 20'000;

  /// From now on: is each of them to be looked at, or only the last of so many?
  void look_at_each(bool each) {
    stride_ = each ? 1 : most_in_a_row;
    restart();
  }
  /// A scheduling point.
  void restart() {
    unlooked_ = stride_;
    looked_ = 0;
  }
  /// One more. True: look at it.
  bool next() { return --unlooked_ == 0; }
  /// It was looked at. True: there were too many, and counting begins again.
  bool too_many() {
    looked_ += stride_;
    unlooked_ = stride_;
    if (looked_ < most_in_a_row) return false;
    restart();
    return true;
  }
  std::uint32_t so_far() const { return looked_ + stride_ - unlooked_; }

 private:
  std::uint32_t unlooked_ = ~std::uint32_t{0};
  std::uint32_t looked_ = 0;
  std::uint32_t stride_ = ~std::uint32_t{0};
};
extern access_count accesses;

}  // namespace millrace::explorer
