#include "learn/file_watch.h"

#include <array>
#include <sys/inotify.h>
#include <unistd.h>

#include "course/project.h"

namespace millrace::tutor {

file_watch::file_watch(const std::filesystem::path& file)
    : file_(file), contents_(read_file(file)), descriptor_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
  const auto folder = file.parent_path();
  if (descriptor_ < 0 || inotify_add_watch(descriptor_, folder.c_str(), IN_CLOSE_WRITE | IN_MOVED_TO) < 0) {
    throw cannot_run("cannot watch " + folder.string() +
                     "; raise fs.inotify.max_user_watches, or use millrace check");
  }
}

file_watch::~file_watch() {
  close(descriptor_);
}

bool file_watch::saved() {
  std::array<char, 4096> events;
  while (read(descriptor_, events.data(), events.size()) > 0) {
  }
  // In the middle of a rename the file may be away for a moment; its arrival is an event of its own.
  if (!std::filesystem::exists(file_)) return false;
  std::string now = read_file(file_);
  if (now == contents_) return false;
  contents_ = std::move(now);
  return true;
}

}  // namespace millrace::tutor
