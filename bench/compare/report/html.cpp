#include "report/html.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "drawing/svg.h"
#include "model/sweep.h"
#include "model/wording.h"
#include "plots/distribution.h"
#include "plots/forest.h"
#include "plots/sweep_plot.h"
#include "report/html_page.h"
#include "statistics/effect.h"

namespace millrace::compare {
namespace {

std::string key(std::size_t candidate) {
  return fmt::format("<span class=\"key {}\"></span>", colour_class(candidate));
}

std::string heading(const comparison& all) {
  std::string text = "<h1>";
  for (std::size_t i = 1; i < all.candidates.size(); ++i)
    text += (i == 1 ? "" : ", ") + key(i) + escaped(all.candidates[i]);
  text += " against " + key(0) + escaped(all.candidates[0]);
  text += fmt::format(
      "</h1><p class=\"sub\">{}, {}. Medians with 95 % bootstrap intervals; Mann-Whitney U, Holm over "
      "the family of rows, alpha {}; <b>~</b> is no significant difference.</p>",
      escaped(all.of.name), direction(all.of), all.alpha);
  for (std::size_t i = 0; i < all.overalls.size(); ++i) {
    const auto& mean = all.overalls[i];
    if (!mean.ratio) continue;
    text += fmt::format("<p>{}<b>{}</b>: geometric mean of {} matched rows <b>{}</b> ({}) of {}</p>",
                        key(i + 1), escaped(all.candidates[i + 1]), mean.rows, factor(*mean.ratio),
                        factor_interval(mean.confidence), escaped(all.candidates[0]));
  }
  return text;
}

std::string notes(const comparison& all) {
  std::string items;
  for (std::size_t i = 0; i < all.noise.size(); ++i) {
    for (const auto& reason : all.noise[i])
      items +=
          fmt::format("<li class=\"noisy\">noisy, {}: {}</li>", escaped(all.candidates[i]), escaped(reason));
  }
  for (const auto& note : all.notes) items += "<li>" + escaped(note) + "</li>";
  return items.empty() ? "" : "<ul class=\"notes\">" + items + "</ul>";
}

std::string tools() {
  return R"(<div class="tools"><input id="filter" type="search" placeholder="Filter: a part of a name, or a regular expression" aria-label="Filter">
<select id="kind" aria-label="Which"><option value="">all verdicts</option><option>faster</option><option>slower</option>
<option value="alike">~</option><option value="undecided">no verdict</option></select>
<select id="order" aria-label="Order"><option value="file">as in the file</option><option value="effect">by effect</option>
<option value="name">by name</option></select><button id="relative" aria-pressed="false">Relative</button>
<button id="open" aria-pressed="false">All pictures</button><button id="theme">Light / dark</button><span id="shown" class="faint"></span></div>)";
}

std::string kind_of(const contrast& seen) {
  if (!seen.tested()) return "undecided";
  return seen.verdict == outcome::alike ? "alike" : std::string(describe(seen.verdict));
}

std::string values(const comparison& all, const compared_row& row) {
  std::string text = "<div class=\"values\">";
  for (std::size_t i = 0; i < row.cells.size(); ++i)
    text += fmt::format("<div data-tip=\"{}\">{}{}</div>",
                        escaped(all.candidates[i] + ": " + middle(all.of, row.cells[i])), key(i),
                        escaped(middle(all.of, row.cells[i])));
  return text + "</div>";
}

std::string verdicts(const compared_row& row) {
  std::string text = "<div class=\"verdicts\">";
  for (const auto& seen : row.contrasts) {
    const auto interval_words = change_interval(seen);
    const auto tip = seen.tested()
                         ? fmt::format("{} effect (Cliff's delta {:+.2f}), p {:.3g} before Holm's correction",
                                       describe_effect(seen.delta), seen.delta, seen.p)
                         : why_untested(seen);
    text += fmt::format("<div data-tip=\"{}\">{} <span class=\"{}\">{}</span>{}</div>", escaped(tip),
                        change(seen), seen.tested() ? kind_of(seen) : "faint", escaped(verdict(seen)),
                        interval_words.empty() ? "" : " <span class=\"faint\">" + interval_words + "</span>");
  }
  return text + "</div>";
}

double weight(const compared_row& row) {
  double most = -1;
  for (const auto& seen : row.contrasts) {
    if (!seen.ratio) continue;
    const bool differs = seen.tested() && seen.verdict != outcome::alike;
    most = std::max(most, std::abs(std::log(*seen.ratio)) + (differs ? 1000 : 0));
  }
  return most;
}

std::string figure(const picture& shows, std::string_view caption) {
  return fmt::format("<figure>{}<figcaption>{}</figcaption></figure>", svg_within_html(shows), caption);
}

std::string row_section(const comparison& all, const compared_row& row, bool open) {
  std::set<std::string> kinds;
  for (const auto& seen : row.contrasts) kinds.insert(kind_of(seen));
  std::string text =
      fmt::format("<details class=\"row\" data-name=\"{}\" data-effect=\"{:.6f}\" data-kinds=\"{}\"{}>",
                  escaped(row.name), weight(row), fmt::join(kinds, " "), open ? " open" : "");
  text += "<summary><div class=\"name\">" + escaped(row.name) + "</div>" + values(all, row) +
          svg_within_html(draw_ratios(all, row)) + verdicts(row) + "</summary>";
  if (has_distribution(row)) {
    text += "<div class=\"pictures\">" +
            figure(draw_dots(all, row), "Every repetition; box of quartiles, median, interval") +
            figure(draw_ecdf(all, row), "Share of repetitions up to each value") +
            figure(draw_density(all, row), "Distribution") + "</div>";
  } else {
    text += "<p class=\"faint\">No repetitions to draw.</p>";
  }
  return text + "</details>\n";
}

std::string sweeps(const comparison& all) {
  std::string threads;
  std::string others;
  for (const auto& each : sweeps_in(all)) {
    auto& text = each.axis == "threads" ? threads : others;
    text += fmt::format(
        "<figure><span class=\"abs\">{}</span><span class=\"rel\">{}</span><figcaption class=\"code\">{}"
        "</figcaption></figure>",
        svg_within_html(draw_sweep(all, each, false)), svg_within_html(draw_sweep(all, each, true)),
        escaped(each.name));
  }
  std::string text;
  if (!threads.empty()) text += "<h2>Scaling over threads</h2><div class=\"pictures\">" + threads + "</div>";
  if (!others.empty()) text += "<h2>Sweeps</h2><div class=\"pictures\">" + others + "</div>";
  return text;
}

std::string growths(const comparison& all) {
  std::string body;
  for (const auto& family : all.families) {
    for (std::size_t i = 0; i < family.of.size(); ++i) {
      const auto& seen = family.of[i];
      if (!seen || !seen->coefficient) continue;
      body += fmt::format("<tr><td>{}</td><td>{}{}</td><td>{} &middot; {}</td><td>{}</td></tr>",
                          escaped(family.name), key(i), escaped(all.candidates[i]),
                          quantity({}, *seen->coefficient), escaped(seen->order),
                          seen->misfit ? fmt::format("{:.1f} %", *seen->misfit * 100) : "");
    }
  }
  if (body.empty()) return body;
  return "<h2>Complexity, as the programs fitted "
         "it</h2><table><tr><th>family</th><th>candidate</th><th>fit</th>"
         "<th>misfit</th></tr>" +
         body + "</table>";
}

}  // namespace

std::string html_report(const comparison& all) {
  constexpr std::size_t open_at_first = 1;
  std::string content = heading(all) + notes(all) + tools();
  content += "<div class=\"head\"><div>benchmark</div><div>median</div>" +
             svg_within_html(draw_ratio_axis(all)) + "<div>change and verdict</div></div><div id=\"rows\">";
  for (std::size_t i = 0; i < all.rows.size(); ++i)
    content += row_section(all, all.rows[i], i < open_at_first);
  content += "</div>" + sweeps(all) + growths(all);
  return page(fmt::format("{}: {}", all.of.name, fmt::join(all.candidates, ", ")), content);
}

}  // namespace millrace::compare
