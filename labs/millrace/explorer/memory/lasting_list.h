#pragma once

#include <cstddef>

#include "memory/bytes.h"
#include "memory/system.h"

namespace millrace::explorer {

/// A list in the runtime's own memory, which outlives a run and is not the program's heap. It never moves: it
/// reserves room for `Most` from the start. Elements are plain data; those beyond the size are zero or stale.
template <class Element, std::size_t Most>
class lasting_list {
 public:
  void reserve() {
    if (elements_ == nullptr) elements_ = static_cast<Element*>(reserve_pages(Most * sizeof(Element)));
  }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  bool full() const { return size_ == Most; }
  void clear() { size_ = 0; }
  void resize(std::size_t size) { size_ = size; }
  /// What does not fit is dropped: whoever minds asks full() first.
  void add(const Element& element) {
    if (size_ == Most) return;
    if constexpr (sizeof(Element) > 64)
      copy_object(elements_[size_++], element);
    else
      elements_[size_++] = element;
  }
  Element& operator[](std::size_t at) { return elements_[at]; }
  const Element& operator[](std::size_t at) const { return elements_[at]; }
  Element& back() { return elements_[size_ - 1]; }
  void remove_last() { --size_; }
  Element* begin() { return elements_; }
  Element* end() { return elements_ + size_; }
  const Element* begin() const { return elements_; }
  const Element* end() const { return elements_ + size_; }

 private:
  Element* elements_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace millrace::explorer
