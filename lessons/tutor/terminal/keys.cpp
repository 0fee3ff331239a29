#include "terminal/keys.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <poll.h>
#include <unistd.h>

namespace millrace::tutor {
namespace {

volatile std::sig_atomic_t resize_seen = 0;
volatile std::sig_atomic_t end_seen = 0;

void on_resize(int) {
  resize_seen = 1;
}
void on_end(int) {
  end_seen = 1;
}

/// The next byte of an escape sequence, which comes at once, also over a slow line; 0 if there is none.
char next_of_sequence() {
  constexpr int patience_ms = 30;
  pollfd source{STDIN_FILENO, POLLIN, 0};
  char next = 0;
  if (poll(&source, 1, patience_ms) <= 0 || read(STDIN_FILENO, &next, 1) != 1) return 0;
  return next;
}

/// Takes what a function key sends behind its ESC: "[15~", "OP", "[[A", or one key that Alt was held with.
void skip_sequence() {
  const char kind = next_of_sequence();
  if (kind == 'O') next_of_sequence();
  if (kind != '[') return;
  char next = next_of_sequence();
  if (next == '[') next = next_of_sequence();
  while (next != 0 && (next < '@' || next > '~')) next = next_of_sequence();
}

void handle(int signal, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  sigaction(signal, &action, nullptr);  // without SA_RESTART: it wakes the poll below
}

}  // namespace

raw_terminal::raw_terminal() {
  tcgetattr(STDIN_FILENO, &before_);
  termios raw = before_;
  raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
  handle(SIGWINCH, on_resize);
  handle(SIGTERM, on_end);
  handle(SIGINT, on_end);
  handle(SIGHUP, on_end);
}

raw_terminal::~raw_terminal() {
  tcsetattr(STDIN_FILENO, TCSADRAIN, &before_);
}

input wait_for_input(int watched, int other) {
  input seen;
  std::array<pollfd, 3> sources{{{STDIN_FILENO, POLLIN, 0}, {watched, POLLIN, 0}, {other, POLLIN, 0}}};
  const int ready = poll(sources.data(), sources.size(), -1);
  seen.ended = end_seen != 0;
  seen.resized = resize_seen != 0;
  resize_seen = 0;
  if (ready <= 0) return seen;
  seen.changed = (sources[1].revents & POLLIN) != 0;
  seen.woken = (sources[2].revents & POLLIN) != 0;
  if (sources[0].revents != 0) {
    constexpr char end_of_input = 4;
    constexpr char escape = 27;
    if (read(STDIN_FILENO, &seen.key, 1) != 1 || seen.key == end_of_input) seen.ended = true;
    if (seen.key == escape) {
      skip_sequence();
      seen.key = 0;
    }
  }
  return seen;
}

}  // namespace millrace::tutor
