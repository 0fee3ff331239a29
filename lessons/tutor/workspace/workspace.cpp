#include "workspace/workspace.h"

#include <array>
#include <ctime>

namespace millrace::tutor {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& what, const fs::filesystem_error& error) {
  throw cannot_run(what + ": " + error.code().message() +
                   "; free some space or mend the folder's permissions");
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
    const auto unfinished = folder_ / (which.name + ".unfinished");
    fs::copy_file(which.source("broken"), unfinished, fs::copy_options::overwrite_existing);
    fs::rename(unfinished, copy);
    return true;
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
      for (int n = 2; fs::exists(*kept); ++n)
        kept = folder_ / "kept" / (stem + '-' + std::to_string(n) + ".cpp");
      fs::rename(copy_of(which), *kept);
    }
  } catch (const fs::filesystem_error& error) {
    refuse("cannot keep your copy", error);
  }
  open(which);
  return kept;
}

}  // namespace millrace::tutor
