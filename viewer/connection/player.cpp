#include "connection/player.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

extern char** environ;

namespace millrace::viewer {
namespace {

[[noreturn]] void fail(int error, const std::string& what) {
  throw std::system_error(error, std::generic_category(), what);
}

}  // namespace

player::player(const std::vector<std::string>& words) {
  int to[2];
  int from[2];
  // A socket, so that telling something to a program that has ended raises no signal.
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, to) != 0) fail(errno, "cannot make a socket");
  if (pipe2(from, O_CLOEXEC | O_NONBLOCK) != 0) fail(errno, "cannot make a pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, to[1], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, from[1], STDOUT_FILENO);
  std::vector<char*> arguments;
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const int error = posix_spawn(&process_, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(to[1]);
  close(from[1]);
  input_ = to[0];
  output_ = from[0];
  if (error != 0) {
    close(input_);
    close(output_);
    fail(error, "cannot start " + words.front());
  }
}

// Its candidate dies with it (PR_SET_PDEATHSIG).
player::~player() {
  close(input_);
  close(output_);
  kill(process_, SIGTERM);
  while (waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

std::vector<std::string> player::lines() {
  char bytes[4096];
  ssize_t count = 0;
  while ((count = read(output_, bytes, sizeof bytes)) > 0)
    pending_.append(bytes, static_cast<std::size_t>(count));
  ended_ = ended_ || count == 0;
  std::vector<std::string> found;
  for (std::size_t end = 0; (end = pending_.find('\n')) != std::string::npos;) {
    found.push_back(pending_.substr(0, end));
    pending_.erase(0, end + 1);
  }
  return found;
}

void player::tell(const std::string& line) const {
  const std::string whole = line + '\n';
  // A program that does not listen any more shows so by the end of its output.
  static_cast<void>(send(input_, whole.data(), whole.size(), MSG_NOSIGNAL | MSG_DONTWAIT));
}

}  // namespace millrace::viewer
