#pragma once

#include <filesystem>
#include <string>

namespace millrace::tutor {

/// The first error that the compiler or linker reported.
struct diagnostic {
  std::string file;
  int line = 0;
  int column = 0;
  std::string message;
};

/// Finds the first "file:line:column: error: message" in a compiler's output, else a linker's "undefined
/// reference" or "multiple definition".
diagnostic first_error_in(const std::string& log);

/// Is that file to blame for a build that failed? So it is if the compiler names a place in it, be it only as
/// what a library's template was needed for, or if the linker misses or finds twice what it should have had
/// once.
bool points_into(const std::filesystem::path& source, const std::string& log);

}  // namespace millrace::tutor
