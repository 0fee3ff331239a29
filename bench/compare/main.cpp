// millrace-compare: benchmark results beside each other.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <sys/ioctl.h>
#include <unistd.h>

#include <fmt/format.h>

#include "candidates.h"
#include "history_commands.h"
#include "model/gate.h"
#include "options.h"
#include "report/html.h"
#include "report/json.h"
#include "report/markdown.h"
#include "report/picture_files.h"
#include "report/terminal.h"

namespace millrace::compare {
namespace {

constexpr int could_not_run = 2;

std::size_t columns_of_terminal() {
  if (const char* wanted = std::getenv("COLUMNS"); wanted && std::atoi(wanted) > 0)
    return static_cast<std::size_t>(std::clamp(std::atoi(wanted), 40, 200));
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 120;
  return std::clamp<std::size_t>(size.ws_col, 40, 200);
}

ink ink_of_terminal() {
  const char* no_colour = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  const bool dumb = !terminal || std::string_view(terminal) == "dumb";
  return {isatty(STDOUT_FILENO) == 1 && !dumb && !(no_colour && *no_colour)};
}

void show(const comparison& all, const options& how) {
  const auto text = how.json       ? json_report(all)
                    : how.markdown ? markdown_report(all)
                                   : terminal_report(all, ink_of_terminal(), columns_of_terminal());
  std::fwrite(text.data(), 1, text.size(), stdout);
}

int pass_gate(const comparison& all, double threshold) {
  const auto found = gate(all, threshold);
  for (const auto& line : found.regressions) fmt::print(stderr, "millrace compare: regression: {}\n", line);
  if (found.exit_code() == 2) {
    fmt::print(stderr, "millrace compare: {} rows cannot be judged, the first: {}\n", found.undecided.size(),
               found.undecided.front());
  }
  return found.exit_code();
}

int run(const options& how) {
  if (how.trend) return show_history(how, ink_of_terminal(), columns_of_terminal());
  const auto candidates = candidates_of(how);
  if (how.keep) keep_results(candidates, how);
  auto all = compare(candidates, how.of, how.filter, how.alpha);
  sort_rows(all, how.order);
  show(all, how);
  if (!how.html.empty()) write_file(how.html, html_report(all));
  if (!how.svg.empty()) write_pictures(all, how.svg);
  return how.fail_on ? pass_gate(all, *how.fail_on) : 0;
}

}  // namespace
}  // namespace millrace::compare

int main(int argc, char** argv) {
  using namespace millrace::compare;
  try {
    const auto line = read_command_line(argc, argv);
    return line.ends ? *line.ends : run(line.chosen);
  } catch (const std::exception& error) {
    fmt::print(stderr, "millrace compare: {}\n", error.what());
    return could_not_run;
  }
}
