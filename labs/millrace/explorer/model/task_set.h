#pragma once

#include <bit>
#include <cstdint>

namespace millrace::explorer {

/// So many tasks may be alive at once.
constexpr unsigned most_tasks = 64;

/// A set of task slots.
class task_set {
 public:
  constexpr task_set() = default;
  static constexpr task_set only(unsigned slot) { return task_set(std::uint64_t{1} << slot); }

  void add(unsigned slot) { bits_ |= std::uint64_t{1} << slot; }
  void remove(unsigned slot) { bits_ &= ~(std::uint64_t{1} << slot); }
  bool has(unsigned slot) const { return ((bits_ >> slot) & 1) != 0; }
  bool empty() const { return bits_ == 0; }
  bool several() const { return (bits_ & (bits_ - 1)) != 0; }
  unsigned size() const {
    // Few are ever ready: quicker than a call, where the processor's own count may be missing.
    unsigned count = 0;
    for (std::uint64_t rest = bits_; rest != 0; rest &= rest - 1) ++count;
    return count;
  }
  unsigned first() const { return static_cast<unsigned>(std::countr_zero(bits_)); }
  /// The first at or behind `slot`, else the first of all. Not for the empty set.
  unsigned first_from(unsigned slot) const {
    const std::uint64_t behind = bits_ & (~std::uint64_t{0} << slot);
    return static_cast<unsigned>(std::countr_zero(behind != 0 ? behind : bits_));
  }
  /// The one with `index` others before it.
  unsigned nth(unsigned index) const {
    std::uint64_t rest = bits_;
    for (; index > 0; --index) rest &= rest - 1;
    return static_cast<unsigned>(std::countr_zero(rest));
  }
  template <class Visit>
  void for_each(Visit visit) const {
    for (std::uint64_t rest = bits_; rest != 0; rest &= rest - 1)
      visit(static_cast<unsigned>(std::countr_zero(rest)));
  }
  std::uint64_t bits() const { return bits_; }

  friend task_set operator|(task_set a, task_set b) { return task_set(a.bits_ | b.bits_); }
  friend task_set operator&(task_set a, task_set b) { return task_set(a.bits_ & b.bits_); }
  friend task_set operator-(task_set a, task_set b) { return task_set(a.bits_ & ~b.bits_); }
  task_set& operator|=(task_set b) { return *this = *this | b; }
  task_set& operator-=(task_set b) { return *this = *this - b; }

 private:
  constexpr explicit task_set(std::uint64_t bits) : bits_(bits) {}
  std::uint64_t bits_ = 0;
};

}  // namespace millrace::explorer
