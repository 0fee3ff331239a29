#pragma once

#include <cstddef>
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
  static constexpr std::size_t most_variables = 1024;

  alignas(std::locale) unsigned char locale_[sizeof(std::locale)] = {};
  char c_locale_[512] = {};
  char** environment_ = nullptr;
  std::size_t variables_ = 0;
  char* variable_[most_variables] = {};
  int options_read_ = 1;
  std::terminate_handler on_terminate_ = nullptr;
  std::new_handler on_no_memory_ = nullptr;
  std::pmr::memory_resource* resource_ = nullptr;
};

}  // namespace millrace::explorer
