#pragma once

#include <bit>
#include <cstdint>

namespace millrace::explorer {

/// So many tasks may be alive at once.
constexpr unsigned most_tasks = 128;

/// A set of task slots. Nearly always all of them are in the first half.
class task_set {
 public:
  constexpr task_set() = default;
  static constexpr task_set only(unsigned slot) {
    task_set made;
    made.add(slot);
    return made;
  }

  constexpr void add(unsigned slot) { half(slot) |= bit(slot); }
  void remove(unsigned slot) { half(slot) &= ~bit(slot); }
  bool has(unsigned slot) const { return ((slot < 64 ? low_ : high_) & bit(slot)) != 0; }
  bool empty() const { return (low_ | high_) == 0; }
  bool several() const {
    return (low_ & (low_ - 1)) != 0 || (high_ & (high_ - 1)) != 0 || (low_ != 0 && high_ != 0);
  }
  unsigned size() const { return count(low_) + count(high_); }
  unsigned first() const { return low_ != 0 ? lowest(low_) : 64 + lowest(high_); }
  /// The first at or behind `slot`, else the first of all. Not for the empty set.
  unsigned first_from(unsigned slot) const {
    task_set behind = *this;
    behind.low_ &= slot < 64 ? ~std::uint64_t{0} << slot : 0;
    behind.high_ &= slot < 64 ? ~std::uint64_t{0} : ~std::uint64_t{0} << (slot - 64);
    return behind.empty() ? first() : behind.first();
  }
  /// The one with `index` others before it.
  unsigned nth(unsigned index) const {
    task_set rest = *this;
    for (; index > 0; --index) rest.remove(rest.first());
    return rest.first();
  }
  template <class Visit>
  void for_each(Visit visit) const {
    for (std::uint64_t rest = low_; rest != 0; rest &= rest - 1) visit(lowest(rest));
    for (std::uint64_t rest = high_; rest != 0; rest &= rest - 1) visit(64 + lowest(rest));
  }

  friend task_set operator|(task_set a, task_set b) { return {a.low_ | b.low_, a.high_ | b.high_}; }
  friend task_set operator&(task_set a, task_set b) { return {a.low_ & b.low_, a.high_ & b.high_}; }
  friend task_set operator-(task_set a, task_set b) { return {a.low_ & ~b.low_, a.high_ & ~b.high_}; }
  task_set& operator|=(task_set b) { return *this = *this | b; }
  task_set& operator-=(task_set b) { return *this = *this - b; }

 private:
  constexpr task_set(std::uint64_t low, std::uint64_t high) : low_(low), high_(high) {}

  static constexpr std::uint64_t bit(unsigned slot) { return std::uint64_t{1} << (slot % 64); }
  static unsigned lowest(std::uint64_t bits) { return static_cast<unsigned>(std::countr_zero(bits)); }
  /// Few are ever ready: quicker than a call, where the processor's own count may be missing.
  static unsigned count(std::uint64_t bits) {
    unsigned sum = 0;
    for (; bits != 0; bits &= bits - 1) ++sum;
    return sum;
  }
  constexpr std::uint64_t& half(unsigned slot) { return slot < 64 ? low_ : high_; }

  std::uint64_t low_ = 0;
  std::uint64_t high_ = 0;
};

}  // namespace millrace::explorer
