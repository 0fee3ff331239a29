#include "workspace/workspace.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <ctime>
#include <fcntl.h>
#include <unistd.h>

namespace millrace::tutor {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& what, const fs::filesystem_error& error) {
  throw cannot_run(what + ": " + error.code().message() +
                   "; free some space or mend the folder's permissions");
}

/// False if something has that name already: another tutor may have made it a moment ago.
bool move_to_free_name(const fs::path& from, const fs::path& to) {
  if (renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
  if (errno == EEXIST) return false;
  const int error = errno;
  // Some network file systems cannot do both in one step.
  if (error != EINVAL && error != ENOSYS)
    throw fs::filesystem_error("rename", from, to, std::error_code(error, std::generic_category()));
  if (fs::exists(to)) return false;
  fs::rename(from, to);
  return true;
}

}  // namespace

std::string utc_timestamp() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y%m%dT%H%M%SZ", &utc);
  return text.data();
}

bool workspace::open(const lab& which) const {
  try {
    fs::create_directories(folder_);
    const auto copy = copy_of(which);
    if (fs::exists(copy)) return false;
    // Under another name first: a copy that a full disk cuts short never looks like the learner's own.
    const auto unfinished = folder_ / (which.name + ".unfinished." + std::to_string(getpid()));
    fs::copy_file(which.source("broken"), unfinished, fs::copy_options::overwrite_existing);
    if (move_to_free_name(unfinished, copy)) return true;
    fs::remove(unfinished);
    return false;
  } catch (const fs::filesystem_error& error) {
    refuse("cannot make a working copy in " + folder_.string(), error);
  }
}

std::optional<fs::path> workspace::reset(const lab& which) const {
  std::optional<fs::path> kept;
  try {
    if (has(which)) {
      fs::create_directories(folder_ / "kept");
      const std::string stem = which.name + '.' + utc_timestamp();
      kept = folder_ / "kept" / (stem + ".cpp");
      for (int n = 2; !move_to_free_name(copy_of(which), *kept); ++n)
        kept = folder_ / "kept" / (stem + '-' + std::to_string(n) + ".cpp");
    }
  } catch (const fs::filesystem_error& error) {
    refuse("cannot keep your copy", error);
  }
  open(which);
  return kept;
}

}  // namespace millrace::tutor
