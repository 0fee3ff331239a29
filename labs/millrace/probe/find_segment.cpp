#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fcntl.h>
#include <filesystem>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include <millrace/probe/find_segment.h>
#include <millrace/probe/reader.h>

namespace millrace::probe {
namespace {

namespace fs = std::filesystem;

/// The path of the process's descriptor that is a segment; empty if there is none.
fs::path segment_of(const fs::path& process, std::error_code& error) {
  std::string wanted = "/memfd:";
  wanted += segment_name;
  for (fs::directory_iterator each(process / "fd", error), end; !error && each != end;
       each.increment(error)) {
    std::error_code gone;
    if (fs::read_symlink(each->path(), gone).string().starts_with(wanted)) return each->path();
  }
  return {};
}

}  // namespace

int open_segment(pid_t process) {
  const std::string name = "process " + std::to_string(process);
  std::error_code error;
  const auto path = segment_of("/proc/" + std::to_string(process), error);
  if (error) throw std::system_error(error, name + " cannot be watched");
  if (path.empty()) {
    throw std::system_error(ENOENT, std::generic_category(),
                            name + " publishes nothing; start it with millrace run, or millrace watch");
  }
  const int opened = open(path.c_str(), O_RDWR | O_CLOEXEC);
  if (opened < 0) throw std::system_error(errno, std::generic_category(), name + " cannot be watched");
  return opened;
}

std::vector<pid_t> publishing_processes() {
  std::vector<std::pair<fs::file_time_type, pid_t>> found;
  std::error_code error;
  for (fs::directory_iterator each("/proc", error), end; !error && each != end; each.increment(error)) {
    const auto name = each->path().filename().string();
    pid_t process = 0;
    if (std::from_chars(name.data(), name.data() + name.size(), process).ec != std::errc()) continue;
    struct stat about {};
    if (stat(each->path().c_str(), &about) != 0 || about.st_uid != geteuid()) continue;
    std::error_code hidden;
    if (segment_of(each->path(), hidden).empty()) continue;
    found.emplace_back(fs::last_write_time(each->path(), hidden), process);
  }
  std::ranges::sort(found, std::greater());
  std::vector<pid_t> processes;
  for (const auto& [started, process] : found) processes.push_back(process);
  return processes;
}

}  // namespace millrace::probe
