#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <string_view>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <millrace/harness/supervisor/candidate_start.h>

namespace millrace::harness {
namespace {

constexpr rlim_t largest_file = rlim_t{64} << 20;

struct variable {
  const char* name;
  std::string value;
};

// io_sync=0: by default ThreadSanitizer takes each read from any socket to follow each write to any socket,
// which orders handlers that have nothing to do with each other and hides their races (compiler-rt,
// tsan_fd.cpp, fdctx.socksync).
std::vector<variable> sanitizer_options(const launch& how) {
  const std::string log = "log_path=" + how.evidence + "/sanitizer";
  if (how.flavour == "race") {
    return {
        {"TSAN_OPTIONS", log + ":io_sync=0:halt_on_error=0:exitcode=66:second_deadlock_stack=1:history_size=4"
                               ":atexit_sleep_ms=50"}};
  }
  if (how.flavour == "memory") {
    return {
        {"ASAN_OPTIONS", log + ":exitcode=67:detect_leaks=1:detect_stack_use_after_return=1:handle_abort=0"
                               ":allocator_may_return_null=0:quarantine_size_mb=64"},
        {"UBSAN_OPTIONS", log + ":print_stacktrace=1:halt_on_error=0"},
        {"LSAN_OPTIONS", log + ":exitcode=67"}};
  }
  return {};
}

std::vector<std::string> command_line(const launch& how, int control) {
  std::vector<std::string> words = {how.program, "--control", std::to_string(control)};
  for (const auto& [name, value] : how.settings) {
    words.push_back("--set");
    words.push_back(name + '=' + std::to_string(value));
  }
  for (const auto& [name, port] : how.upstreams) {
    words.push_back("--upstream");
    words.push_back(name + '=' + std::to_string(port));
  }
  return words;
}

void note_command(const launch& how, const std::vector<std::string>& words) {
  std::ofstream note(how.evidence + "/command.txt");
  for (const auto& [name, value] : sanitizer_options(how)) note << name << '=' << value << " \\\n";
  for (const auto& word : words) note << word << (&word == &words.back() ? "\n" : " ");
}

void limit(int resource, rlim_t most) {
  rlimit now{};
  getrlimit(static_cast<__rlimit_resource_t>(resource), &now);
  const rlimit wanted{std::min(most, now.rlim_max), std::min(most, now.rlim_max)};
  setrlimit(static_cast<__rlimit_resource_t>(resource), &wanted);
}

// RLIMIT_NPROC counts all of a user's tasks, so the room for the candidate comes on top of what runs on the
// machine now.
rlim_t process_limit(const launch& how) {
  std::ifstream load("/proc/loadavg");
  std::string word;
  for (int i = 0; i < 4; ++i) load >> word;
  const auto slash = word.find('/');
  const rlim_t running = slash == std::string::npos ? 0 : std::strtoul(word.c_str() + slash + 1, nullptr, 10);
  return running + static_cast<rlim_t>(how.most_processes);
}

// In the child, between fork and exec. The supervisor has no other threads yet or only ones that hold no lock
// of libc's that is used here: nothing below allocates.
[[noreturn]] void become_candidate(const launch& how, char* const* words, char* const* environment, int out,
                                   int err, pid_t supervisor, rlim_t most_processes) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != supervisor) _exit(127);
  // The supervisor takes signals in a thread and is deaf to them elsewhere; the candidate must not be.
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, largest_file);
  limit(RLIMIT_NPROC, most_processes);
  // Fails inside some containers; then the sanitizer has to cope with the randomisation there is.
  if (how.flavour == "race") personality(ADDR_NO_RANDOMIZE);
  const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
  dup2(nothing, STDIN_FILENO);
  dup2(out, STDOUT_FILENO);
  dup2(err, STDERR_FILENO);
  execve(words[0], words, environment);
  _exit(127);
}

int open_log(const std::string& path) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) {
    throw cannot_run("cannot write " + path + ": " + std::strerror(errno),
                     "check that the disk has space and that the folder may be written");
  }
  return file;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> raw;
  for (auto& word : words) raw.push_back(word.data());
  raw.push_back(nullptr);
  return raw;
}

std::vector<std::string> environment_for(const launch& how) {
  std::vector<std::string> all;
  const auto options = sanitizer_options(how);
  for (char** entry = environ; *entry; ++entry) {
    const std::string_view text = *entry;
    const auto replaced = [&](const variable& v) { return text.starts_with(std::string(v.name) + '='); };
    if (std::ranges::none_of(options, replaced)) all.emplace_back(text);
  }
  for (const auto& [name, value] : options) all.push_back(std::string(name) + '=' + value);
  return all;
}

}  // namespace

pid_t start_candidate(const launch& how, int control) {
  if (access(how.program.c_str(), X_OK) != 0) {
    throw cannot_run("there is no program " + how.program,
                     "build it first: millrace check builds what it needs");
  }
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  const int out = open_log(how.evidence + "/candidate.out");
  const int err = open_log(how.evidence + "/candidate.err");
  auto words = command_line(how, control);
  note_command(how, words);
  auto environment = environment_for(how);
  const auto raw_words = pointers(words);
  const auto raw_environment = pointers(environment);
  const pid_t supervisor = getpid();
  const rlim_t most_processes = process_limit(how);
  const pid_t child = fork();
  if (child == 0)
    become_candidate(how, raw_words.data(), raw_environment.data(), out, err, supervisor, most_processes);
  const int error = errno;
  close(out);
  close(err);
  if (child < 0) {
    throw cannot_run(std::string("cannot start a process: ") + std::strerror(error),
                     "close other programs or raise the limit (ulimit -u)");
  }
  setpgid(child, child);
  return child;
}

void kill_strays(pid_t except) {
  constexpr int rounds = 100;  // each ends one generation of a family that keeps forking
  for (int round = 0; round < rounds; ++round) {
    bool any = false;
    std::ifstream children("/proc/self/task/" + std::to_string(getpid()) + "/children");
    for (pid_t child = 0; children >> child;) {
      if (child == except) continue;
      any = true;
      kill(child, SIGKILL);
      waitpid(child, nullptr, 0);
    }
    if (!any) return;
  }
}

}  // namespace millrace::harness
