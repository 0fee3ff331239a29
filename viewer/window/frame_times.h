#pragma once

#include <cstdint>
#include <fstream>
#include <string>

namespace millrace::viewer {

/// A file with a line a frame: "ui_us,frame_us", microseconds of our own work (from NewFrame to Render), and
/// of all of it until the picture is handed over.
class frame_times {
 public:
  /// An empty path: keeps nothing. Throws std::runtime_error if the file cannot be written.
  explicit frame_times(const std::string& path);
  void add(std::int64_t ui_us, std::int64_t frame_us);

 private:
  std::ofstream file_;
};

}  // namespace millrace::viewer
