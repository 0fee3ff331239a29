#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace millrace::harness {

/// Lines of text over a socket between the supervisor and the candidate. Each side uses it from one thread at
/// a time.
class line_channel {
 public:
  explicit line_channel(int descriptor) : descriptor_(descriptor) {}
  ~line_channel();
  line_channel(const line_channel&) = delete;
  line_channel& operator=(const line_channel&) = delete;

  /// False when the other side is gone.
  bool write(std::string_view text) const;
  /// The next line without its end; none when `patience` is over or the other side is gone.
  std::optional<std::string> read_line(std::chrono::milliseconds patience);
  bool closed() const { return closed_; }

 private:
  int descriptor_;
  bool closed_ = false;
  std::string pending_;
};

}  // namespace millrace::harness
