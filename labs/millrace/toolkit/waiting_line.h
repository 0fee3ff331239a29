#pragma once

namespace millrace::detail {

/// First come, first served; any of them may leave at any time. Waiters are linked through themselves
/// (`before`, `after`, `in_line`), so that standing in line allocates nothing. Not thread-safe.
template <class Waiter>
class waiting_line {
 public:
  bool empty() const { return first_ == nullptr; }

  void push_back(Waiter& one) {
    one.before = last_;
    one.after = nullptr;
    one.in_line = true;
    (last_ ? last_->after : first_) = &one;
    last_ = &one;
  }

  /// Nothing happens if it is in no line.
  void remove(Waiter& one) {
    if (!one.in_line) return;
    one.in_line = false;
    (one.before ? one.before->after : first_) = one.after;
    (one.after ? one.after->before : last_) = one.before;
  }

  /// Null when there is none.
  Waiter* pop_front() {
    Waiter* const one = first_;
    if (one) remove(*one);
    return one;
  }

 private:
  Waiter* first_ = nullptr;
  Waiter* last_ = nullptr;
};

}  // namespace millrace::detail
