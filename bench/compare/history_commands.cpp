#include "history_commands.h"

#include <cstdio>
#include <filesystem>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "history/history_report.h"
#include "history/store.h"
#include "history/trend.h"
#include "model/noise.h"
#include "report/picture_files.h"

namespace millrace::compare {
namespace {

void require_place(const options& how) {
  if (how.history.empty())
    throw cannot_compare("where the history lies is not said; add --history FILE, or use millrace compare");
}

}  // namespace

void keep_results(const std::vector<results>& all, const options& how) {
  require_place(how);
  store kept(how.history);
  for (const auto& each : all) {
    const bool is_new = kept.keep(each, provenance_of(each, how.commit),
                                  fmt::format("{}", fmt::join(noise_of(each, how.of), "; ")));
    fmt::print(stderr, "{} {} {}\n", each.name, is_new ? "kept in" : "is already in", how.history);
  }
}

int show_history(const options& how, const ink& with, std::size_t columns) {
  require_place(how);
  if (!std::filesystem::exists(how.history))
    throw cannot_compare("nothing was kept yet; millrace compare A.json B.json --keep begins a history");
  store kept(how.history);
  std::vector<trend> all;
  for (const auto& row : kept.rows(how.of.name)) {
    if (row.find(how.row) == std::string::npos) continue;
    for (auto& each : trends_of(kept, row, how.of)) all.push_back(std::move(each));
  }
  if (all.empty())
    throw cannot_compare(fmt::format("the history holds no row '{}' with {}; millrace history lists all",
                                     how.row, how.of.name));
  std::string text = how.row.empty() ? history_overview(all, with, columns) : "";
  for (const auto& each : all) {
    if (!how.row.empty()) text += history_of_row(each, with, columns) + '\n';
  }
  std::fwrite(text.data(), 1, text.size(), stdout);
  if (!how.html.empty()) write_file(how.html, history_page(all));
  return 0;
}

}  // namespace millrace::compare
