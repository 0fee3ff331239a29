#pragma once

#include <cstdint>

#include <millrace/toolkit/observer.h>

namespace millrace {

/// A resource's line to whoever watches: says that it is there, what it holds, and that it is gone. Costs one
/// comparison a call when nobody watched as it was made. Thread-safe.
class watched {
 public:
  explicit watched(const resource_description& what) noexcept
      : observer_(current_observer()), id_(observer_ ? observer_->resource_opened(what) : 0) {}
  ~watched() {
    if (id_ != 0) observer_->resource_closed(id_);
  }
  watched(const watched&) = delete;
  watched& operator=(const watched&) = delete;

  resource_id id() const noexcept { return id_; }
  bool seen() const noexcept { return id_ != 0; }
  void holds(std::int64_t now) const noexcept {
    if (id_ != 0) observer_->resource_holds(id_, now);
  }
  void passed(passage how) const noexcept {
    if (id_ != 0) observer_->resource_passed(id_, how);
  }

 private:
  observer* const observer_;
  const resource_id id_;
};

}  // namespace millrace
