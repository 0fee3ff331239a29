#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>

namespace millrace::tutor {

/// Exit codes of every command.
enum exit_code { passed = 0, candidate_failed = 1, could_not_run = 2 };

/// Something is missing or wrong around the candidate, not in it: exit code 2. Its text is one line that says
/// what happened, where, and what to do next.
class cannot_run : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Where everything lies.
struct project {
  std::filesystem::path root;
  std::filesystem::path build;

  std::filesystem::path lessons() const { return root / "lessons"; }
  std::filesystem::path labs() const { return root / "labs"; }
  std::filesystem::path workspace() const { return root / "lessons" / "workspace"; }
};

/// The folder given, or MILLRACE_ROOT, or where this program was built from; likewise for the build. Throws
/// cannot_run if there is no course there.
project find_project(const std::string& root, const std::string& build);

/// A path as a reader of the course would say it: relative to the root if it lies below.
std::string shown(const project& where, const std::filesystem::path& path);

/// The whole file; throws cannot_run if it can't be read.
std::string read_file(const std::filesystem::path& path);

}  // namespace millrace::tutor
