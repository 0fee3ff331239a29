#include "verdict/process.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <functional>
#include <poll.h>
#include <sstream>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "course/project.h"
#include "verdict/guardian.h"

namespace millrace::tutor {
namespace {

using clock = std::chrono::steady_clock;

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> raw;
  for (auto& word : words) raw.push_back(word.data());
  raw.push_back(nullptr);
  return raw;
}

int exit_code_of(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void limit(__rlimit_resource_t what, rlim_t most) {
  rlimit now{};
  getrlimit(what, &now);
  const rlimit wanted{std::min(most, now.rlim_max), std::min(most, now.rlim_max)};
  setrlimit(what, &wanted);
}

/// Runs a program in the foreground; `prepare` is called in its process, between fork and exec.
int wait_for(const std::vector<std::string>& words, const std::function<void()>& prepare) {
  auto copies = words;
  const auto raw = pointers(copies);
  struct sigaction ignore {};
  struct sigaction before {};
  ignore.sa_handler = SIG_IGN;
  sigaction(SIGINT, &ignore, &before);  // Ctrl-C is for the program; we wait for its end
  const pid_t child = fork();
  if (child == 0) {
    sigaction(SIGINT, &before, nullptr);
    prepare();
    execvp(raw[0], raw.data());
    _exit(could_not_start);
  }
  int status = 0;
  while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  sigaction(SIGINT, &before, nullptr);
  if (child < 0 || exit_code_of(status) == could_not_start)
    throw cannot_run("cannot run " + words[0] + "; check that it is installed");
  return exit_code_of(status);
}

/// Reads what it prints until it ends, is stopped, or runs out of time.
void attend(pid_t guardian, int output, const std::stop_token& stop, clock::time_point end,
            process_result& result) {
  constexpr int glance_ms = 20;
  std::array<char, 8192> bytes;
  while (true) {
    if (stop.stop_requested() || clock::now() > end) result.stopped = true;
    // Again and again: the first may come before the guardian listens.
    if (result.stopped) kill(guardian, SIGTERM);
    pollfd ready{output, POLLIN, 0};
    if (poll(&ready, 1, glance_ms) <= 0) {
      siginfo_t info{};
      const bool ended =
          waitid(P_PID, static_cast<id_t>(guardian), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
          info.si_pid != 0;
      if (ended) return;
      continue;
    }
    const auto got = read(output, bytes.data(), bytes.size());
    if (got <= 0) return;
    constexpr std::size_t most = 8u << 20;
    if (result.output.size() < most) result.output.append(bytes.data(), static_cast<std::size_t>(got));
  }
}

}  // namespace

process_result run_process(const std::vector<std::string>& words, const std::filesystem::path& directory,
                           const std::stop_token& stop, std::chrono::seconds patience, int kept) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0)
    throw cannot_run(std::string("cannot make a pipe: ") + std::strerror(errno) + "; raise ulimit -n");
  auto copies = words;
  const auto raw = pointers(copies);
  const pid_t parent = getpid();
  const pid_t guardian = fork();
  if (guardian == 0) guard({raw.data(), directory.c_str(), ends[1], kept}, parent);
  const int error = errno;
  close(ends[1]);
  if (guardian < 0) {
    close(ends[0]);
    throw cannot_run(std::string("cannot start ") + words[0] + ": " + std::strerror(error) +
                     "; close other programs");
  }
  setpgid(guardian, guardian);
  process_result result;
  attend(guardian, ends[0], stop, clock::now() + patience, result);
  close(ends[0]);
  int status = 0;
  waitpid(guardian, &status, 0);
  result.code = exit_code_of(status);
  if (result.code == could_not_start && result.output.empty()) {
    throw cannot_run("cannot run " + words[0] + "; install it: millrace doctor says how");
  }
  return result;
}

int run_in_foreground(const std::vector<std::string>& words) {
  return wait_for(words, [] {});
}

void become(const std::vector<std::string>& words) {
  auto copies = words;
  const auto raw = pointers(copies);
  execv(raw[0], raw.data());
  throw cannot_run("cannot run " + words[0] + ": " + std::strerror(errno) + "; build it again");
}

int run_candidate_in_foreground(const std::vector<std::string>& words) {
  const pid_t parent = getpid();
  return wait_for(words, [parent] {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(could_not_start);
    const auto memory =
        static_cast<rlim_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<rlim_t>(sysconf(_SC_PAGESIZE));
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, rlim_t{64} << 20);
    limit(RLIMIT_AS, memory / 2);
  });
}

std::string find_program(const std::string& name) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path ? path : "/usr/bin:/bin");
  for (std::string folder; std::getline(folders, folder, ':');) {
    const std::string candidate = folder + '/' + name;
    if (access(candidate.c_str(), X_OK) == 0) return candidate;
  }
  return {};
}

}  // namespace millrace::tutor
