#include "report/markdown.h"

#include <fmt/format.h>

#include "model/wording.h"

namespace millrace::compare {
namespace {

/// Text that stays within its cell.
std::string cell(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    if (c == '|') safe += '\\';
    safe += c == '\n' ? ' ' : c;
  }
  return safe;
}

std::string contrast_cell(const contrast& seen) {
  std::string words = change(seen);
  if (const auto range = change_interval(seen); !range.empty()) words += " (" + range + ")";
  if (!words.empty()) words += ", ";
  return words + verdict(seen);
}

}  // namespace

std::string markdown_report(const comparison& all) {
  std::string head = "| benchmark |";
  std::string rule = "|---|";
  for (std::size_t i = 0; i < all.candidates.size(); ++i) {
    head += ' ' + cell(all.candidates[i]) + (i == 0 ? " |" : " | against " + cell(all.candidates[0]) + " |");
    rule += i == 0 ? "---:|" : "---:|---|";
  }
  std::string text = head + '\n' + rule + '\n';
  for (const auto& row : all.rows) {
    text += "| `" + cell(row.name) + "` |";
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      text += ' ' + cell(middle(all.of, row.cells[i])) + " |";
      if (i > 0) text += ' ' + cell(contrast_cell(row.contrasts[i - 1])) + " |";
    }
    text += '\n';
  }
  text += fmt::format(
      "\n{}, {}; medians with 95 % bootstrap intervals, Mann-Whitney U with Holm's correction, "
      "alpha {}.\n",
      all.of.name, direction(all.of), all.alpha);
  for (std::size_t i = 0; i < all.overalls.size(); ++i) {
    const auto& mean = all.overalls[i];
    if (mean.ratio)
      text += fmt::format("Geometric mean of {} matched rows, {} against {}: {} ({}).\n", mean.rows,
                          all.candidates[i + 1], all.candidates[0], factor(*mean.ratio),
                          factor_interval(mean.confidence));
  }
  for (std::size_t i = 0; i < all.noise.size(); ++i) {
    for (const auto& reason : all.noise[i])
      text += fmt::format("Noisy, {}: {}.\n", all.candidates[i], reason);
  }
  return text;
}

}  // namespace millrace::compare
