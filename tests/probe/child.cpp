#include "child.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

extern char** environ;

namespace millrace {

child::child(const std::vector<std::string>& words) {
  int to[2];
  int from[2];
  if (pipe2(to, O_CLOEXEC) != 0 || pipe2(from, O_CLOEXEC) != 0)
    throw std::system_error(errno, std::generic_category(), "pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, to[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, from[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, from[1], STDERR_FILENO);
  std::vector<char*> arguments;
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const int error = posix_spawn(&process_, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(to[0]);
  close(from[1]);
  input_ = to[1];
  output_ = from[0];
  if (error != 0) throw std::system_error(error, std::generic_category(), words[0]);
}

child::~child() {
  kill_now();
  if (input_ >= 0) close(input_);
  close(output_);
}

void child::kill_now() {
  if (over_) return;
  kill(process_, SIGKILL);
  waitpid(process_, nullptr, 0);
  over_ = true;
}

std::string child::line() {
  std::string text;
  for (char letter = 0; read(output_, &letter, 1) == 1 && letter != '\n';) text += letter;
  return text;
}

void child::tell(const std::string& text) {
  if (write(input_, text.data(), text.size()) < 0)
    throw std::system_error(errno, std::generic_category(), "write");
}

int child::wait(std::string& rest) {
  close(input_);
  input_ = -1;
  char bytes[4096];
  for (ssize_t count = 0; (count = read(output_, bytes, sizeof bytes)) > 0;)
    rest.append(bytes, static_cast<std::size_t>(count));
  int status = 0;
  waitpid(process_, &status, 0);
  over_ = true;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1 - WTERMSIG(status);
}

}  // namespace millrace
