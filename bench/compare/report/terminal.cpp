#include "report/terminal.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "model/wording.h"
#include "statistics/effect.h"

namespace millrace::compare {
namespace {

std::string coloured(const ink& with, outcome what, const std::string& text) {
  if (what == outcome::faster) return with.good(text);
  if (what == outcome::slower) return with.bad(text);
  return what == outcome::alike ? with.dim(text) : text;
}

/// A failure's words stand below the table.
std::string cell_of(const comparison& all, const measurement& seen) {
  return seen.missing.starts_with("failed") ? "failed" : middle(all.of, seen);
}

std::string failures(const comparison& all, std::size_t columns) {
  std::string text;
  for (const auto& row : all.rows) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (row.cells[i].missing.starts_with("failed"))
        text += folded(fmt::format("{}, {} {}", row.name, all.candidates[i], row.cells[i].missing), columns,
                       "  ");
    }
  }
  return text;
}

/// Without the advice, which stands once below the table.
std::string short_verdict(const contrast& seen) {
  if (seen.verdict == outcome::too_few) return fmt::format("too few: {} more", seen.wanting);
  if (!seen.tested()) return seen.ratio ? "no repetitions" : "not comparable";
  return verdict(seen);
}

std::string effect_of(const contrast& seen) {
  return seen.tested() ? std::string(describe_effect(seen.delta)) : "";
}

std::string heading(const comparison& all, const ink& with, std::size_t columns) {
  std::string names;
  for (std::size_t i = 1; i < all.candidates.size(); ++i) names += (i == 1 ? "" : ", ") + all.candidates[i];
  names = fmt::format("{} against {}: {}, {}", names, all.candidates[0], all.of.name, direction(all.of));
  return with.dim(folded(names, columns, "  "));
}

/// One line a row, for two candidates.
text_table wide_table(const comparison& all, const ink& with) {
  text_table table({false, true, true, true, false, false, false});
  table.add({with.bold("benchmark"), with.bold(all.candidates[0]), with.bold(all.candidates[1]),
             with.bold("change"), with.bold("95 % interval"), with.bold("effect"), with.bold("verdict")});
  for (const auto& row : all.rows) {
    const auto& seen = row.contrasts[0];
    table.add({row.name, cell_of(all, row.cells[0]), cell_of(all, row.cells[1]), change(seen),
               change_interval(seen), effect_of(seen), coloured(with, seen.verdict, short_verdict(seen))});
  }
  const auto& mean = all.overalls[0];
  if (mean.ratio && mean.rows > 1) {
    contrast shown;
    shown.ratio = mean.ratio;
    shown.ratio_interval = mean.confidence;
    table.add({with.dim(fmt::format("geometric mean of {} matched rows", mean.rows)), "", "", change(shown),
               change_interval(shown), "", ""});
  }
  return table;
}

std::string indented(const std::string& text, const std::string& by) {
  std::string all;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size() - 1);
    all += by + text.substr(begin, end - begin + 1);
    begin = end + 1;
  }
  return all;
}

/// At most so many columns, the last a sign that something is missing.
std::string shortened(const std::string& name, std::size_t columns) {
  if (columns_of(name) <= columns) return name;
  std::string cut;
  for (const char c : name) {
    const bool begins = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    if (begins && columns_of(cut) + 1 == columns) break;
    cut += c;
  }
  return cut + "…";
}

std::string words_of(const contrast& seen) {
  std::string words;
  for (const auto& word : {change(seen), change_interval(seen), effect_of(seen), short_verdict(seen)})
    words += word.empty() ? "" : (words.empty() ? "" : "  ") + word;
  return words;
}

/// A line a candidate; a contrast that finds no room beside its median goes below it.
std::string stacked_row(const comparison& all, const compared_row& row, const ink& with, std::size_t columns,
                        std::size_t name_width) {
  std::string text = with.bold(folded(row.name, columns, "  "));
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const auto name = shortened(all.candidates[i], name_width);
    std::string line = fmt::format("  {}{}  {}", name, std::string(name_width - columns_of(name), ' '),
                                   cell_of(all, row.cells[i]));
    const auto against = i > 0 ? words_of(row.contrasts[i - 1]) : "";
    const auto verdict_of_row = i > 0 ? row.contrasts[i - 1].verdict : outcome::alike;
    if (i > 0 && columns_of(line) + 3 + columns_of(against) <= columns) {
      text += line + "   " + coloured(with, verdict_of_row, against) + '\n';
      continue;
    }
    text += folded(line, columns, "    ");
    if (i > 0) text += indented(coloured(with, verdict_of_row, folded(against, columns - 4, "")), "    ");
  }
  return text;
}

std::string stacked_table(const comparison& all, const ink& with, std::size_t columns) {
  std::size_t name_width = 0;
  for (const auto& name : all.candidates) name_width = std::max(name_width, columns_of(name));
  name_width = std::min(name_width, columns / 3);
  std::string text;
  for (const auto& row : all.rows) text += stacked_row(all, row, with, columns, name_width);
  for (std::size_t i = 0; i < all.overalls.size(); ++i) {
    const auto& mean = all.overalls[i];
    if (!mean.ratio || mean.rows < 2) continue;
    text += folded(fmt::format("geometric mean of {} matched rows: {}  {} ({})", mean.rows,
                               all.candidates[i + 1], factor(*mean.ratio), factor_interval(mean.confidence)),
                   columns, "  ");
  }
  return text;
}

std::string growth_lines(const comparison& all, std::size_t columns) {
  std::string text;
  for (const auto& family : all.families) {
    std::string line;
    for (std::size_t i = 0; i < family.of.size(); ++i) {
      const auto& seen = family.of[i];
      if (!seen || !seen->coefficient) continue;
      line += fmt::format("{}{} {} {}", line.empty() ? "" : "; ", all.candidates[i],
                          quantity({}, *seen->coefficient), seen->order);
      if (seen->misfit) line += fmt::format(" (misfit {:.0f} %)", *seen->misfit * 100);
    }
    if (!line.empty()) text += folded("complexity of " + family.name + ": " + line, columns, "  ");
  }
  return text;
}

std::string advice(const comparison& all, std::size_t columns) {
  std::size_t few = 0;
  std::size_t bare = 0;
  std::size_t unmatched = 0;
  for (const auto& row : all.rows) {
    unmatched += row.matched() ? 0 : 1;
    for (const auto& each : row.contrasts) {
      few += each.verdict == outcome::too_few ? 1 : 0;
      bare += each.verdict == outcome::not_comparable && each.ratio ? 1 : 0;
    }
  }
  std::string text;
  if (few > 0)
    text +=
        folded(fmt::format("{} comparisons have fewer than {} repetitions on a side, so no verdict: run with "
                           "--benchmark_repetitions={}",
                           few, least_repetitions, least_repetitions),
               columns, "  ");
  if (bare > 0)
    text += folded(fmt::format("{} comparisons have only aggregates: run without "
                               "--benchmark_report_aggregates_only",
                               bare),
                   columns, "  ");
  if (unmatched > 0)
    text += folded(
        fmt::format("{} rows are not matched in all files; the geometric mean leaves them out", unmatched),
        columns, "  ");
  return text;
}

}  // namespace

std::string terminal_report(const comparison& all, const ink& with, std::size_t columns) {
  std::string text = heading(all, with, columns) + '\n';
  const bool two = all.candidates.size() == 2;
  const auto wide = two ? wide_table(all, with) : text_table({});
  text += two && wide.width() <= columns ? wide.text() : stacked_table(all, with, columns);
  text += '\n' + failures(all, columns) + growth_lines(all, columns) + advice(all, columns);
  for (std::size_t i = 0; i < all.noise.size(); ++i) {
    for (const auto& reason : all.noise[i])
      text += with.note(folded("noisy, " + all.candidates[i] + ": " + reason, columns, "  "));
  }
  for (const auto& note : all.notes) text += with.note(folded(note, columns, "  "));
  text += with.dim(
      folded(fmt::format(
                 "medians with 95 % bootstrap intervals; Mann-Whitney U, Holm over {} tests, alpha {}; ~: no "
                 "significant difference",
                 std::ranges::count_if(all.rows, [](const auto& row) { return row.contrasts[0].tested(); }),
                 all.alpha),
             columns, "  "));
  return text;
}

}  // namespace millrace::compare
