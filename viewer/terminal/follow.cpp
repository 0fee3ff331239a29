// top: a watched process in the terminal, for people on ssh.
#include <chrono>
#include <csignal>
#include <cstdio>
#include <sys/ioctl.h>
#include <thread>
#include <unistd.h>

#include "connection/live_process.h"
#include "terminal/live_commands.h"
#include "terminal/screen.h"

namespace millrace::viewer::terminal {
namespace {

volatile std::sig_atomic_t interrupted = 0;

terminal_size this_terminal() {
  winsize size{};
  terminal_size on;
  on.colours = isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    on.columns = size.ws_col;
    on.lines = size.ws_row;
  }
  return on;
}

/// Cut to so many columns, without breaking a colour.
std::string cut(const std::string& line, int columns) {
  std::string shown;
  int width = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\x1b') {
      const auto end = line.find('m', i);
      shown += line.substr(i, end - i + 1);
      i = end;
    } else if (width < columns) {
      shown += line[i];
      ++width;
    }
  }
  return shown;
}

void show(const session& watched, bool in_place) {
  const auto on = this_terminal();
  std::string text = in_place ? "\x1b[H" : "";
  int room = on.lines - 1;
  for (const auto& each : watched.tracks()) {
    for (const auto& line : screen(each->seen, each->from->trouble(), on)) {
      if (in_place && room-- <= 0) break;
      text += (in_place ? cut(line, on.columns) + "\x1b[K" : line) + '\n';
    }
  }
  if (in_place) text += "\x1b[J";
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
}

}  // namespace

int follow(pid_t process, bool once) {
  using namespace std::chrono_literals;
  session watched;
  watched.watch(std::make_unique<live_process>(process));
  const bool in_place = !once && isatty(STDOUT_FILENO) == 1;
  watched.update(0);
  std::this_thread::sleep_for(500ms);  // rates and percentiles need some time to look at
  watched.update(0.5);
  if (!in_place) {
    show(watched, false);
    return 0;
  }
  std::signal(SIGINT, [](int) { interrupted = 1; });
  std::fputs("\x1b[?1049h\x1b[?25l", stdout);
  while (interrupted == 0 && watched.tracks().front()->seen.alive()) {
    show(watched, true);
    for (int i = 0; i < 10 && interrupted == 0; ++i) {
      std::this_thread::sleep_for(20ms);
      watched.update(0.02);
    }
  }
  std::fputs("\x1b[?25h\x1b[?1049l", stdout);
  show(watched, false);
  return 0;
}

}  // namespace millrace::viewer::terminal
