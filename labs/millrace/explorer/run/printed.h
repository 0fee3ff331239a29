#pragma once

#include <cstddef>

namespace millrace::explorer {

/// What the program prints, on standard output and standard error. It would be there a million times, so it
/// goes nowhere; of one run it can be kept.
class program_output {
 public:
  static constexpr std::size_t most = 4096;

  /// From now on it goes nowhere. What the explorer itself complains of still goes where it went.
  void silence();
  /// From now on it is kept.
  void keep();
  /// Nowhere again.
  void stop_keeping();
  /// The last of what was kept.
  const char* text() const { return text_; }

 private:
  static void goes_to(long descriptor);
  /// What the C library holds back goes where it should have gone when it was printed.
  static void flush();

  long nowhere_ = -1;
  long kept_ = -1;
  char text_[most + 1] = {};
};
extern program_output printed;

}  // namespace millrace::explorer
