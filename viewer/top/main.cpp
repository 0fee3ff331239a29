// millrace-top: a watched process in the terminal, for people on ssh.
#include <chrono>
#include <csignal>
#include <cstdio>
#include <exception>
#include <sys/ioctl.h>
#include <thread>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "connection/live_process.h"
#include "top/screen.h"

namespace millrace::viewer::top {
namespace {

constexpr int could_not_run = 2;
volatile std::sig_atomic_t interrupted = 0;

terminal this_terminal() {
  winsize size{};
  terminal on;
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

pid_t newest_process() {
  const auto all = probe::publishing_processes();
  if (all.empty()) {
    throw std::runtime_error(
        "no process of yours publishes anything; start one with millrace run LAB, or millrace watch -- "
        "COMMAND");
  }
  return all.front();
}

/// Until Ctrl-C, or the process ends; once when nobody looks.
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

}  // namespace
}  // namespace millrace::viewer::top

int main(int argc, char** argv) {
  using namespace millrace::viewer::top;
  CLI::App program("Shows a watched process in the terminal: its resources, its tasks, what they wait for.");
  pid_t process = 0;
  bool once = false;
  program.add_option("PID", process, "The newest that publishes, if none is named");
  program.add_flag("--once", once, "One picture, and no more");
  try {
    program.parse(argc, argv);
    return follow(process > 0 ? process : newest_process(), once);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? 0 : could_not_run;
  } catch (const std::exception& error) {
    fmt::print(stderr, "millrace top: {}\n", error.what());
    return could_not_run;
  }
}
