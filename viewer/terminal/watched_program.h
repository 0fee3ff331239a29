#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace millrace::viewer::terminal {

/// Where the shell would find a command's program. Throws std::runtime_error when there is none, or when it
/// takes no shared libraries, so that nothing can be loaded before it.
std::filesystem::path program_to_watch(const std::string& command);

/// A program in the foreground, with our terminal, and a library that is loaded before its own. Until its end
/// Ctrl-C is for it, not for us. It ends when we do.
class watched_program {
 public:
  /// Throws std::runtime_error when it can't be started.
  watched_program(const std::vector<std::string>& words, const std::filesystem::path& loaded_first);
  ~watched_program();
  watched_program(const watched_program&) = delete;
  watched_program& operator=(const watched_program&) = delete;

  pid_t process() const { return process_; }
  /// Its exit code, 128 + the signal if one ended it; nothing while it runs.
  std::optional<int> ended();

 private:
  pid_t process_ = -1;
  std::optional<int> code_;
};

}  // namespace millrace::viewer::terminal
