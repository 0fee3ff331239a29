#include "running/benchmark_process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>

#include "reading/results.h"

namespace millrace::compare {
namespace {

[[noreturn]] void become(char* const* words, const char* log) {
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  const int file = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0 || dup2(file, STDOUT_FILENO) < 0 || dup2(file, STDERR_FILENO) < 0) _exit(126);
  execv(words[0], words);
  _exit(126);
}

}  // namespace

void run_benchmark(const std::string& command, const std::filesystem::path& output,
                   const std::filesystem::path& log) {
  // The shell puts our words behind the command's own.
  std::string script = command + " \"$@\"";
  std::string out = "--benchmark_out=" + output.string();
  std::array<std::string, 8> words = {"/bin/sh",
                                      "-c",
                                      script,
                                      "millrace compare",
                                      out,
                                      "--benchmark_out_format=json",
                                      "--benchmark_repetitions=1",
                                      "--benchmark_report_aggregates_only=false"};
  std::array<char*, 9> raw{};
  for (std::size_t i = 0; i < words.size(); ++i) raw[i] = words[i].data();
  const pid_t child = fork();
  if (child == 0) become(raw.data(), log.c_str());
  int status = 0;
  while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
  const auto how = child < 0             ? std::string(std::strerror(errno))
                   : WIFSIGNALED(status) ? fmt::format("signal {}", WTERMSIG(status))
                                         : fmt::format("exit code {}", WEXITSTATUS(status));
  throw cannot_compare(fmt::format("'{}' failed ({}); what it said is in {}", command, how, log.string()));
}

}  // namespace millrace::compare
