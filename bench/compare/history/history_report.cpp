#include "history/history_report.h"

#include <ctime>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "drawing/svg.h"
#include "history/trend_plot.h"
#include "model/wording.h"
#include "report/html_page.h"

namespace millrace::compare {
namespace {

std::string moment(long seconds) {
  return fmt::format("{:%Y-%m-%d %H:%M}", fmt::gmtime(static_cast<std::time_t>(seconds)));
}

std::string since_first(const trend& over) {
  const double first = *over.steps.front().seen.middle;
  const double last = *over.steps.back().seen.middle;
  contrast whole;
  if (over.steps.size() > 1 && first > 0 && last > 0) whole.ratio = last / first;
  return change(whole);
}

std::string step_verdict(const trend::step& step) {
  if (!step.against_before) return "";
  return change(*step.against_before) + "  " + verdict(*step.against_before);
}

std::string commit_of(const trend::step& step) {
  return step.point.from.commit.empty() ? "(no commit)" : step.point.from.commit;
}

}  // namespace

std::string history_overview(const std::vector<trend>& all, const ink& with, std::size_t columns) {
  text_table table({false, false, false, true, true, true});
  table.add({with.bold("benchmark"), with.bold("candidate"), with.bold("trend"), with.bold("last median"),
             with.bold("since the first"), with.bold("runs")});
  for (const auto& each : all) {
    table.add({each.row, each.candidate, sparkline(each), middle(each.of, each.steps.back().seen),
               since_first(each), std::to_string(each.steps.size())});
  }
  if (table.width() <= columns) return table.text();
  std::string text;
  for (const auto& each : all) {
    text += with.bold(folded(each.row, columns, "  "));
    text += folded(
        fmt::format("  {}  {}  {}  {}  {} runs", sparkline(each), middle(each.of, each.steps.back().seen),
                    since_first(each), each.candidate, each.steps.size()),
        columns, "    ");
  }
  return text;
}

std::string history_of_row(const trend& over, const ink& with, std::size_t columns) {
  std::string text = with.bold(folded(over.row + ", " + over.candidate, columns, "  "));
  text += fmt::format("{}  {}, {}\n", sparkline(over), over.of.name, direction(over.of));
  text_table table({false, false, true, false, false});
  table.add({with.dim("commit"), with.dim("measured (UTC)"), with.dim("median"),
             with.dim("against the run before"), with.dim("noisy")});
  for (const auto& step : over.steps)
    table.add({commit_of(step), moment(step.point.from.measured_at), middle(over.of, step.seen),
               step_verdict(step), step.point.noise});
  if (table.width() <= columns) return text + table.text();
  for (const auto& step : over.steps) {
    text += folded(fmt::format("{}  {}  {}  {}{}", commit_of(step), moment(step.point.from.measured_at),
                               middle(over.of, step.seen), step_verdict(step),
                               step.point.noise.empty() ? "" : "  noisy: " + step.point.noise),
                   columns, "    ");
  }
  return text;
}

std::string history_page(const std::vector<trend>& all) {
  std::string content =
      "<h1>History</h1><p class=\"sub\">Each point is a kept run, named by its commit; the band is the "
      "median's 95 % interval; a hollow point was measured on a noisy machine.</p>";
  for (const auto& each : all) {
    content += fmt::format("<h2 class=\"code\">{}, {}</h2><figure>{}</figure>", escaped(each.row),
                           escaped(each.candidate), svg_within_html(draw_trend(each)));
    content +=
        "<details><summary>Runs</summary><table><tr><th>commit</th><th>measured (UTC)</th><th>median</th>"
        "<th>against the run before</th><th>machine</th><th>compiler</th><th>noisy</th></tr>";
    for (const auto& step : each.steps) {
      const auto& from = step.point.from;
      content += fmt::format(
          "<tr><td class=\"code\">{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td>"
          "<td>{}</td></tr>",
          escaped(commit_of(step)), moment(from.measured_at), escaped(middle(each.of, step.seen)),
          escaped(step_verdict(step)),
          escaped(fmt::format("{} {} x{} {}", from.host, from.processor, from.processors, from.governor)),
          escaped(from.compiler), escaped(step.point.noise));
    }
    content += "</table></details>";
  }
  return page("Benchmark history", content);
}

}  // namespace millrace::compare
