#include "window/frame_times.h"

#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace millrace::viewer {

frame_times::frame_times(const std::string& path) {
  if (path.empty()) return;
  errno = 0;
  file_.open(path);
  if (!file_) {
    throw std::runtime_error("cannot write the frame times to " + path + ": " +
                             std::generic_category().message(errno) + "; choose another file or folder");
  }
  file_ << "ui_us,frame_us\n";
}

void frame_times::add(std::int64_t ui_us, std::int64_t frame_us) {
  if (file_.is_open()) file_ << ui_us << ',' << frame_us << '\n';
}

}  // namespace millrace::viewer
