#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <utility>

namespace millrace::detail {

/// A queue in one piece of memory that grows as it must, by doubling. T is nothrow movable. Not thread-safe.
template <class T>
class ring {
 public:
  ring() = default;
  ~ring() {
    while (!empty()) pop_front();
    free(slots_, room_);
  }
  ring(const ring&) = delete;
  ring& operator=(const ring&) = delete;

  std::size_t size() const { return end_ - begin_; }
  bool empty() const { return end_ == begin_; }
  T& front() { return slots_[begin_ & (room_ - 1)]; }

  void push_back(T&& value) {
    if (size() == room_) grow();
    std::construct_at(&slots_[end_ & (room_ - 1)], std::move(value));
    ++end_;
  }
  void swap(ring& other) noexcept {
    std::swap(slots_, other.slots_);
    std::swap(room_, other.room_);
    std::swap(begin_, other.begin_);
    std::swap(end_, other.end_);
  }
  void pop_front() {
    std::destroy_at(&front());
    ++begin_;
  }

 private:
  static T* allocate(std::size_t room) { return std::allocator<T>().allocate(room); }
  static void free(T* slots, std::size_t room) {
    if (slots) std::allocator<T>().deallocate(slots, room);
  }

  void grow() {
    const std::size_t room = room_ == 0 ? 8 : room_ * 2;
    T* const slots = allocate(room);
    std::size_t moved = 0;
    for (; !empty(); ++moved) {
      std::construct_at(&slots[moved], std::move(front()));
      pop_front();
    }
    free(std::exchange(slots_, slots), std::exchange(room_, room));
    begin_ = 0;
    end_ = moved;
  }

  T* slots_ = nullptr;
  std::size_t room_ = 0;   // a power of two, or nothing yet
  std::size_t begin_ = 0;  // both count on for ever; a slot is a count modulo the room
  std::size_t end_ = 0;
};

}  // namespace millrace::detail
