#include <array>
#include <charconv>
#include <chrono>
#include <csignal>
#include <poll.h>
#include <spawn.h>
#include <string_view>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <millrace/probe/source_lines.h>

namespace millrace::probe {
namespace {

/// Asked behind each address: its echo says that the answer is complete.
constexpr std::string_view end_mark = "0xffffffffffffffff";

pid_t start(const std::string& file, int talk) {
  std::array<const char*, 6> words{"addr2line", "-e", file.c_str(), "-a", "-Cfi", nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, talk, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, talk, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", 1, 0);
  pid_t child = -1;
  const int error =
      posix_spawnp(&child, words[0], &actions, nullptr, const_cast<char* const*>(words.data()), environ);
  posix_spawn_file_actions_destroy(&actions);
  return error == 0 ? child : -1;
}

std::string_view next_line(std::string_view& text) {
  const auto end = text.find('\n');
  const auto line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

/// "/src/a.cpp:12 (discriminator 3)"
source_frame read_frame(std::string_view function, std::string_view place) {
  source_frame frame;
  if (function != "??") frame.function = function;
  const auto colon = place.substr(0, place.find(" (")).rfind(':');
  if (colon == std::string_view::npos || place.starts_with("??")) return frame;
  int line = 0;
  std::from_chars(place.data() + colon + 1, place.data() + place.size(), line);
  if (line <= 0) return frame;
  frame.file = place.substr(0, colon);
  frame.line = line;
  return frame;
}

/// After the end's mark come two lines: its function and place, both unknown.
bool complete(std::string_view text) {
  const auto mark = text.find(end_mark);
  if (mark == std::string_view::npos) return false;
  text.remove_prefix(mark);
  for (int lines = 0; lines < 3; ++lines) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return false;
    text.remove_prefix(end + 1);
  }
  return true;
}

}  // namespace

source_lines::source_lines(const std::string& file) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return;
  child_ = start(file, ends[1]);
  close(ends[1]);
  talk_ = ends[0];
  if (child_ < 0) stop();
}

source_lines::~source_lines() {
  stop();
}

void source_lines::stop() {
  if (talk_ >= 0) close(talk_);
  talk_ = -1;
  if (child_ <= 0) return;
  kill(child_, SIGKILL);
  waitpid(child_, nullptr, 0);
  child_ = -1;
}

bool source_lines::read_answer(std::string& text) {
  using namespace std::chrono;
  constexpr std::size_t longest = 1 << 20;
  const auto end = steady_clock::now() + seconds(5);
  while (!complete(text) && text.size() < longest) {
    const auto left = duration_cast<milliseconds>(end - steady_clock::now()).count();
    pollfd ready{talk_, POLLIN, 0};
    if (left <= 0 || poll(&ready, 1, static_cast<int>(left)) <= 0) return false;
    std::array<char, 4096> bytes;
    const auto got = recv(talk_, bytes.data(), bytes.size(), 0);
    if (got <= 0) return false;
    text.append(bytes.data(), static_cast<std::size_t>(got));
  }
  return text.size() < longest;
}

std::vector<source_frame> source_lines::at(std::uint64_t address) {
  std::vector<source_frame> frames;
  if (talk_ < 0) return frames;
  std::array<char, 16> digits;
  const auto* end = std::to_chars(digits.data(), digits.data() + digits.size(), address, 16).ptr;
  const std::string asked = std::string(digits.data(), static_cast<std::size_t>(end - digits.data())) + '\n' +
                            std::string(end_mark) + '\n';
  std::string text;
  if (send(talk_, asked.data(), asked.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(asked.size()) ||
      !read_answer(text)) {
    stop();
    return frames;
  }
  std::string_view rest = text;
  next_line(rest);  // the address
  while (!rest.empty() && !rest.starts_with(end_mark)) {
    const auto function = next_line(rest);
    frames.push_back(read_frame(function, next_line(rest)));
  }
  return frames;
}

}  // namespace millrace::probe
