#pragma once

#include <exception>
#include <memory_resource>
#include <new>

namespace millrace::explorer {

/// What a program may set in the C++ library, whose state otherwise outlives runs: its handlers, and where
/// its containers allocate.
class library_settings {
 public:
  /// Also has the library make what it would make when it is first asked for: a program has copies of some of
  /// its variables, and those are reset.
  void keep();
  void restore() const;

 private:
  std::terminate_handler on_terminate_ = nullptr;
  std::new_handler on_no_memory_ = nullptr;
  std::pmr::memory_resource* resource_ = nullptr;
};

}  // namespace millrace::explorer
