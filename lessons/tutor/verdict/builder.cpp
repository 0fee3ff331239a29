#include "verdict/builder.h"

#include <chrono>
#include <cstdio>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

#include "verdict/process.h"
#include "workspace/workspace.h"

namespace millrace::tutor {
namespace {

/// Held while a build runs: ninja keeps its state in the tree and must not run twice in it.
class build_lock {
 public:
  explicit build_lock(const std::filesystem::path& tree)
      : file_(open((tree / ".millrace-build").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)) {
    if (file_ < 0)
      throw cannot_run("cannot write to " + tree.string() + "; mend its permissions, or run lessons/start");
  }
  ~build_lock() { close(file_); }
  build_lock(const build_lock&) = delete;
  build_lock& operator=(const build_lock&) = delete;
  /// False if the stop came first.
  bool take(const std::stop_token& stop, const std::function<void()>& on_wait) const {
    constexpr std::chrono::milliseconds glance(20);
    for (bool told = false; flock(file_, LOCK_EX | LOCK_NB) != 0; told = true) {
      if (stop.stop_requested()) return false;
      if (!told) on_wait();
      std::this_thread::sleep_for(glance);
    }
    return true;
  }
  /// The lock is held for as long as it is open in any process.
  int descriptor() const { return file_; }

 private:
  int file_;
};

bool earlier(const timespec& a, const timespec& b) {
  return a.tv_sec != b.tv_sec ? a.tv_sec < b.tv_sec : a.tv_nsec < b.tv_nsec;
}

/// Ninja builds again what is newer than its program. A copy that was put back with its old time (mv, cp -p)
/// is not, but its inode has changed since: it is given the present.
void show_ninja_what_was_put_back(const project& where) {
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(where.workspace(), none)) {
    struct stat seen {};
    if (entry.path().extension() != ".cpp" || stat(entry.path().c_str(), &seen) != 0) continue;
    if (earlier(seen.st_mtim, seen.st_ctim)) utimensat(AT_FDCWD, entry.path().c_str(), nullptr, 0);
  }
}

}  // namespace

void say_another_build() {
  if (!isatty(STDERR_FILENO)) return;  // nobody waits before a pipe, and what reads it expects errors alone
  std::fputs("waiting for another build ...\n", stderr);
}

build_result build_targets(const project& where, const std::vector<std::string>& targets,
                           const std::stop_token& stop, const std::function<void()>& on_wait) {
  if (!std::filesystem::exists(where.build / "CMakeCache.txt")) {
    throw cannot_run("nothing is configured in " + where.build.string() + "; run lessons/start");
  }
  std::vector<std::string> words = {"cmake", "--build", where.build.string(), "--target"};
  words.insert(words.end(), targets.begin(), targets.end());
  constexpr std::chrono::minutes patience(10);
  const build_lock lock(where.build);
  build_result result;
  if (!lock.take(stop, on_wait)) {
    result.stopped = true;
    return result;
  }
  show_ninja_what_was_put_back(where);
  const auto run = run_process(words, where.root, stop, patience, lock.descriptor());
  result.built = run.code == 0;
  result.stopped = run.stopped;
  result.log = run.output;
  if (!result.built) result.first_error = first_error_in(run.output);
  return result;
}

std::string failure_elsewhere(const build_result& failed, const std::filesystem::path& source,
                              const std::string& log) {
  if (points_into(source, failed.log)) return {};
  const auto& first = failed.first_error;
  return "the build failed, not in " + source.filename().string() +
         (first.message.empty() ? "" : " but in " + first.file + ": " + first.message) +
         "; run millrace doctor; the compiler's output is in " + log;
}

std::string target_of(const lab& which, const std::string& candidate, const std::string& flavour) {
  return which.name + '.' + candidate + '.' + flavour;
}

std::filesystem::path program_of(const project& where, const lab& which, const std::string& candidate,
                                 const std::string& flavour) {
  return where.build / "labs" / which.area / which.name / (candidate + '.' + flavour);
}

std::filesystem::path scenario_of(const project& where, const lab& which) {
  return where.build / "labs" / which.area / which.name / "scenario";
}

std::filesystem::path source_of(const project& where, const lab& which, const std::string& candidate) {
  if (candidate == "yours") {
    const workspace copies(where);
    if (!copies.has(which)) {
      throw cannot_run("you have no working copy of " + which.name + " yet; millrace reset " + which.name +
                       " makes one");
    }
    return copies.copy_of(which);
  }
  for (const auto& file :
       {which.source(candidate), where.root / "tests" / "labs" / which.name / (candidate + ".cpp")}) {
    if (std::filesystem::exists(file)) return file;
  }
  throw cannot_run(which.name + " has no candidate '" + candidate + "'; there are broken, fixed and yours");
}

}  // namespace millrace::tutor
