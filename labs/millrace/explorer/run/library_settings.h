#pragma once

#include <exception>
#include <locale>
#include <memory_resource>
#include <new>

namespace millrace::explorer {

/// What a program may set in the C and C++ libraries, whose state otherwise outlives runs: the environment,
/// the locale, how far getopt has come, handlers, and where containers allocate.
class library_settings {
 public:
  /// Also has the library make what it would make when it is first asked for: a program has copies of some of
  /// its variables, and those are reset.
  void keep();
  void restore() const;

 private:
  const std::locale* classic_ = nullptr;
  char** environment_ = nullptr;
  std::terminate_handler on_terminate_ = nullptr;
  std::new_handler on_no_memory_ = nullptr;
  std::pmr::memory_resource* resource_ = nullptr;
};

}  // namespace millrace::explorer
