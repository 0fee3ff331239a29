#include "terminal.h"

#include <cerrno>
#include <poll.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <system_error>
#include <termios.h>
#include <unistd.h>

namespace millrace {
namespace {

using clock = std::chrono::steady_clock;

winsize size_of(int columns, int rows) {
  winsize size{};
  size.ws_col = static_cast<unsigned short>(columns);
  size.ws_row = static_cast<unsigned short>(rows);
  return size;
}

/// Where an escape sequence that begins at `at` ends; npos if it is not all there yet.
std::size_t end_of_escape(const std::string& text, std::size_t at) {
  if (at + 1 >= text.size()) return std::string::npos;
  if (text[at + 1] != '[') return at + 2;
  for (std::size_t i = at + 2; i < text.size(); ++i) {
    if (text[i] >= '@' && text[i] <= '~') return i + 1;
  }
  return std::string::npos;
}

}  // namespace

terminal::terminal(const std::vector<std::string>& words, const std::vector<std::string>& environment,
                   int columns, int rows) {
  winsize size = size_of(columns, rows);
  child_ = forkpty(&master_, nullptr, nullptr, &size);
  if (child_ < 0) throw std::system_error(errno, std::generic_category(), "forkpty");
  if (child_ == 0) {
    for (const auto& pair : environment) putenv(const_cast<char*>(pair.c_str()));
    std::vector<char*> arguments;
    for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    execv(arguments[0], arguments.data());
    _exit(127);
  }
}

terminal::~terminal() {
  if (!reaped_) {
    kill(child_, SIGKILL);
    waitpid(child_, &status_, 0);
  }
  close(master_);
}

bool terminal::read_more(int milliseconds) {
  pollfd source{master_, POLLIN, 0};
  if (poll(&source, 1, milliseconds) <= 0) return true;
  char bytes[4096];
  const auto count = read(master_, bytes, sizeof bytes);
  if (count <= 0) return false;  // EIO: the other side is closed
  raw_.append(bytes, static_cast<std::size_t>(count));
  std::size_t at = 0;
  while (at < raw_.size()) {
    if (raw_[at] == '\x1b') {
      const auto end = end_of_escape(raw_, at);
      if (end == std::string::npos) break;
      at = end;
    } else {
      if (raw_[at] != '\r') printed_ += raw_[at];
      ++at;
    }
  }
  raw_.erase(0, at);
  return true;
}

bool terminal::await(const std::string& text) {
  const auto deadline = clock::now() + std::chrono::minutes(5);
  while (true) {
    const auto at = printed_.find(text, found_);
    if (at != std::string::npos) {
      found_ = at + text.size();
      return true;
    }
    if (clock::now() >= deadline) return false;
    if (!read_more(100)) return printed_.find(text, found_) != std::string::npos;
  }
}

void terminal::press(const std::string& keys) {
  if (write(master_, keys.data(), keys.size()) < 0) {
    throw std::system_error(errno, std::generic_category(), "write to the pseudo-terminal");
  }
}

void terminal::resize(int columns, int rows) {
  const winsize size = size_of(columns, rows);
  ioctl(master_, TIOCSWINSZ, &size);
}

void terminal::send(int signal) {
  kill(child_, signal);
}

int terminal::ended() {
  const auto deadline = clock::now() + std::chrono::seconds(30);
  while (!reaped_ && clock::now() < deadline) {
    read_more(50);
    reaped_ = waitpid(child_, &status_, WNOHANG) == child_;
  }
  if (!reaped_) return -1000;
  while (read_more(0) && poll(nullptr, 0, 0) == 0) {
    pollfd source{master_, POLLIN, 0};
    if (poll(&source, 1, 0) <= 0) break;
  }
  return WIFEXITED(status_) ? WEXITSTATUS(status_) : -1 - WTERMSIG(status_);
}

bool terminal::echoes() const {
  termios now{};
  return tcgetattr(master_, &now) == 0 && (now.c_lflag & ECHO) != 0;
}

}  // namespace millrace
