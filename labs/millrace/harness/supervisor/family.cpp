#include <array>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <unistd.h>

#include <millrace/harness/supervisor/family.h>

namespace millrace::harness {
namespace {

struct status {
  pid_t parent = 0;
  pid_t group = 0;
  usage used;
};

/// proc(5): the fields of /proc/PID/stat stand behind the command's name, which may hold spaces and
/// parentheses.
std::optional<status> status_of(pid_t process) {
  std::array<char, 1024> text;
  const int file = open(("/proc/" + std::to_string(process) + "/stat").c_str(), O_RDONLY | O_CLOEXEC);
  const auto size = file < 0 ? -1 : read(file, text.data(), text.size() - 1);
  if (file >= 0) close(file);
  if (size <= 0) return std::nullopt;
  text[static_cast<std::size_t>(size)] = '\0';
  const char* fields = std::strrchr(text.data(), ')');
  status seen;
  long pages = 0;
  constexpr const char* format =
      ") %*c %d %d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %d %*d %*u %*u %ld";
  if (!fields || std::sscanf(fields, format, &seen.parent, &seen.group, &seen.used.threads, &pages) != 4)
    return std::nullopt;
  seen.used.memory_bytes = pages * sysconf(_SC_PAGESIZE);
  return seen;
}

std::map<pid_t, status> everybody() {
  std::map<pid_t, status> all;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator("/proc", none)) {
    const auto name = entry.path().filename().string();
    pid_t process = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), process);
    if (error != std::errc() || end != name.data() + name.size()) continue;
    if (const auto seen = status_of(process)) all[process] = *seen;
  }
  return all;
}

bool descends(pid_t process, pid_t ancestor, const std::map<pid_t, status>& all) {
  for (auto at = all.find(process); at != all.end(); at = all.find(at->second.parent)) {
    if (at->second.parent == ancestor) return true;
  }
  return false;
}

}  // namespace

usage usage_of(pid_t process) {
  return status_of(process).value_or(status{}).used;
}

family family_of(pid_t candidate) {
  const auto all = everybody();
  family found;
  for (const auto& [process, seen] : all) {
    if (process == candidate || seen.group == getpgrp() || !descends(process, getpid(), all)) continue;
    found.members.push_back(process);
    found.used.threads += seen.used.threads;
    found.used.memory_bytes += seen.used.memory_bytes;
  }
  return found;
}

}  // namespace millrace::harness
