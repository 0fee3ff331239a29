#include "plots/forest.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "drawing/axis.h"
#include "model/wording.h"

namespace millrace::compare {
namespace {

constexpr double cell_width = 300;
constexpr double line_height = 18;

std::string ratio_words(double ratio) {
  return fmt::format("x{:.4g}", ratio);
}

void draw_contrast(picture& on, const scale& x, const comparison& all, const compared_row& row, std::size_t i,
                   double y) {
  const auto& seen = row.contrasts[i];
  if (!seen.ratio) return;
  const bool sure = seen.tested() && seen.verdict != outcome::alike;
  const auto tip =
      fmt::format("{}: {} against {}: {} ({}), {}", row.name, all.candidates[i + 1], all.candidates[0],
                  factor(*seen.ratio),
                  seen.ratio_interval ? factor_interval(*seen.ratio_interval) : "no interval", verdict(seen));
  if (seen.ratio_interval)
    on.line(x(seen.ratio_interval->low), y, x(seen.ratio_interval->high), y,
            {paint::line, i + 1, tip, !sure});
  on.circle(x(*seen.ratio), y, 4.2, {sure ? paint::mark : paint::hollow, i + 1, tip, !sure});
}

/// Which side is the good one, in words.
std::pair<std::string, std::string> sides(const comparison& all) {
  if (all.of.direction == better::unknown) return {"lower", "higher"};
  return all.of.direction == better::less ? std::pair<std::string, std::string>{"faster", "slower"}
                                          : std::pair<std::string, std::string>{"slower", "faster"};
}

}  // namespace

scale forest_scale(const comparison& all, double begin, double end) {
  double farthest = std::log(1.1);
  const auto reach = [&](double ratio) {
    if (ratio > 0) farthest = std::max(farthest, std::abs(std::log(ratio)));
  };
  for (const auto& row : all.rows) {
    for (const auto& seen : row.contrasts) {
      if (seen.ratio) reach(*seen.ratio);
      if (seen.ratio_interval) {
        reach(seen.ratio_interval->low);
        reach(seen.ratio_interval->high);
      }
    }
  }
  const double outermost = std::exp(farthest * 1.08);
  return {scale::kind::logarithmic, 1 / outermost, outermost, begin, end};
}

picture draw_ratios(const comparison& all, const compared_row& row) {
  const double height = line_height * static_cast<double>(std::max<std::size_t>(1, row.contrasts.size())) + 4;
  picture on(cell_width, height, row.name + ": ratios to " + all.candidates[0]);
  const auto x = forest_scale(all, 8, cell_width - 8);
  for (const double tick : x.ticks(6)) on.line(x(tick), 0, x(tick), height, {paint::rule});
  on.line(x(1), 0, x(1), height, {paint::one});
  for (std::size_t i = 0; i < row.contrasts.size(); ++i)
    draw_contrast(on, x, all, row, i, 2 + line_height * (static_cast<double>(i) + 0.5));
  return on;
}

picture draw_ratio_axis(const comparison& all) {
  picture on(cell_width, 34, "ratios to " + all.candidates[0]);
  const auto x = forest_scale(all, 8, cell_width - 8);
  const auto [below, above] = sides(all);
  on.text(x(1) - 10, 11, anchor::end, "\u2190 " + below, {paint::faint});
  on.text(x(1) + 10, 11, anchor::start, above + " \u2192", {paint::faint});
  for (const double tick : x.ticks(6))
    on.text(x(tick), 28, anchor::middle, ratio_words(tick), {paint::faint});
  return on;
}

picture draw_forest(const comparison& all) {
  constexpr double names = 330;
  constexpr double width = 900;
  const auto lines = static_cast<double>(all.candidates.size() - 1);
  const double row_height = line_height * lines + 6;
  const double bottom = 34 + row_height * static_cast<double>(all.rows.size());
  picture on(width, bottom + 30, all.of.name + ": ratios to " + all.candidates[0]);
  const auto x = forest_scale(all, names, width - 200);
  const auto [below, above] = sides(all);
  on.text(x(1) - 10, 16, anchor::end, "\u2190 " + below, {paint::faint});
  on.text(x(1) + 10, 16, anchor::start, above + " \u2192", {paint::faint});
  draw_bottom_axis(on, x, 24, bottom, 8, ratio_words);
  on.line(x(1), 24, x(1), bottom, {paint::one});
  for (std::size_t row = 0; row < all.rows.size(); ++row) {
    const double top = 28 + row_height * static_cast<double>(row);
    on.text(names - 12, top + line_height * 0.5 + 4, anchor::end, all.rows[row].name, {paint::text});
    for (std::size_t i = 0; i < all.rows[row].contrasts.size(); ++i) {
      const double y = top + line_height * (static_cast<double>(i) + 0.5);
      draw_contrast(on, x, all, all.rows[row], i, y);
      on.text(width - 190, y + 4, anchor::start, verdict(all.rows[row].contrasts[i]), {paint::faint});
    }
  }
  return on;
}

}  // namespace millrace::compare
