#include "terminal/watched_program.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sstream>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <millrace/probe/elf_file.h>

namespace millrace::viewer::terminal {
namespace {

[[noreturn]] void become(char* const* words, int failed) {
  signal(SIGINT, SIG_DFL);
  signal(SIGQUIT, SIG_DFL);
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  execvp(words[0], words);
  const int error = errno;
  [[maybe_unused]] const auto said = write(failed, &error, sizeof error);
  _exit(127);
}

/// Where the shell would look; empty if it is nowhere.
std::string on_path(const std::string& name) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path ? path : "/usr/bin:/bin");
  for (std::string folder; std::getline(folders, folder, ':');) {
    auto candidate = folder + '/' + name;
    if (access(candidate.c_str(), X_OK) == 0) return candidate;
  }
  return {};
}

/// What a variable of the environment holds, with one more word before it.
std::string with_first(const std::string& word, const char* variable) {
  const char* others = std::getenv(variable);
  return others && *others ? word + ':' + others : word;
}

}  // namespace

std::filesystem::path program_to_watch(const std::string& command) {
  const auto found = command.find('/') == std::string::npos ? on_path(command) : command;
  std::error_code error;
  if (found.empty() || !std::filesystem::is_regular_file(found, error) || access(found.c_str(), X_OK) != 0)
    throw std::runtime_error("there is no program " + command +
                             " to watch; check its name and that it may be run");
  const auto about = probe::read_elf(found);
  if (about.valid && !about.dynamic)
    throw std::runtime_error(
        found + " is linked statically, so nothing can be loaded before it; link it without -static");
  return found;
}

watched_program::watched_program(const std::vector<std::string>& words,
                                 const std::filesystem::path& loaded_first) {
  int failed[2];
  if (pipe2(failed, O_CLOEXEC) != 0)
    throw std::runtime_error(std::string("cannot make a pipe: ") + std::strerror(errno) +
                             "; raise ulimit -n");
  std::vector<char*> raw;
  for (const auto& word : words) raw.push_back(const_cast<char*>(word.c_str()));
  raw.push_back(nullptr);
  const auto libraries = with_first(loaded_first.string(), "LD_PRELOAD");
  // AddressSanitizer wants to be the first library, and can do without.
  const auto sanitizer = with_first("verify_asan_link_order=0", "ASAN_OPTIONS");
  signal(SIGINT, SIG_IGN);
  signal(SIGQUIT, SIG_IGN);
  process_ = fork();
  if (process_ == 0) {
    setenv("LD_PRELOAD", libraries.c_str(), 1);
    setenv("ASAN_OPTIONS", sanitizer.c_str(), 1);
    become(raw.data(), failed[1]);
  }
  int error = process_ < 0 ? errno : 0;
  close(failed[1]);
  [[maybe_unused]] const auto said = read(failed[0], &error, sizeof error);
  close(failed[0]);
  if (error == 0) return;
  if (process_ > 0) waitpid(process_, nullptr, 0);
  throw std::runtime_error("cannot run " + words[0] + ": " + std::strerror(error) +
                           "; check that it is a program");
}

watched_program::~watched_program() {
  signal(SIGINT, SIG_DFL);
  signal(SIGQUIT, SIG_DFL);
}

std::optional<int> watched_program::ended() {
  int status = 0;
  if (!code_ && waitpid(process_, &status, WNOHANG) == process_)
    code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return code_;
}

}  // namespace millrace::viewer::terminal
