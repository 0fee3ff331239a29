#pragma once

#include <chrono>
#include <csignal>
#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

namespace millrace {

/// A program in a pseudo-terminal of its own, as a learner has it before them.
class terminal {
 public:
  /// Starts `words`; `environment` holds NAME=value.
  terminal(const std::vector<std::string>& words, const std::vector<std::string>& environment, int columns,
           int rows);
  ~terminal();  ///< kills what still runs
  terminal(const terminal&) = delete;
  terminal& operator=(const terminal&) = delete;

  /// Waits until `text` is printed behind what earlier calls have found; false once the program has ended or
  /// two minutes have passed. Escape sequences are taken out before.
  bool await(const std::string& text);

  void press(const std::string& keys);
  void resize(int columns, int rows);
  void send(int signal);

  /// The exit code, once all output has been read; -1 - signal for a killed program, -1000 if it does not
  /// end.
  int ended();

  /// Whether the terminal echoes what is typed, as it does for a shell.
  bool echoes() const;

  /// All that was printed, without escape sequences.
  const std::string& printed() const { return printed_; }
  /// What was printed after the text that was last awaited.
  std::string rest() const { return printed_.substr(found_); }

 private:
  bool read_more(int milliseconds);

  int master_ = -1;
  pid_t child_ = -1;
  int status_ = 0;
  bool reaped_ = false;
  std::string raw_;
  std::string printed_;
  std::size_t found_ = 0;
};

}  // namespace millrace
