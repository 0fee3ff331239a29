#include "model/matching.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "model/row_name.h"

namespace millrace::compare {
namespace {

std::string whole_key(const result_row& row) {
  return row.program.empty() ? row.name : row.program + ": " + row.name;
}

/// Short keys that two rows of one candidate share.
std::set<std::string> confusing_keys(const std::vector<results>& all) {
  std::set<std::string> confusing;
  for (const auto& each : all) {
    std::set<std::string> seen;
    for (const auto& row : each.rows) {
      if (auto key = match_key(row.name); !seen.insert(key).second) confusing.insert(std::move(key));
    }
  }
  return confusing;
}

matched_row only_rows(const std::vector<results>& all) {
  matched_row row;
  for (const auto& each : all) {
    const auto key = match_key(each.rows.front().name);
    if (row.of.empty())
      row.name = key;
    else if (match_key(row.of.front()->name) != key)
      row.name += " / " + key;
    row.of.push_back(&each.rows.front());
  }
  return row;
}

}  // namespace

std::vector<matched_row> match(const std::vector<results>& all) {
  if (std::ranges::all_of(all, [](const results& each) { return each.rows.size() == 1; }))
    return {only_rows(all)};
  const auto confusing = confusing_keys(all);
  std::vector<matched_row> rows;
  std::map<std::string, std::size_t> places;
  for (std::size_t candidate = 0; candidate < all.size(); ++candidate) {
    for (const auto& row : all[candidate].rows) {
      auto key = match_key(row.name);
      if (confusing.contains(key)) key = whole_key(row);
      const auto [place, is_new] = places.try_emplace(key, rows.size());
      if (is_new) rows.push_back({key, std::vector<const result_row*>(all.size())});
      rows[place->second].of[candidate] = &row;
    }
  }
  return rows;
}

std::vector<results> split_between(const results& all, const std::vector<std::string>& words) {
  std::vector<results> candidates;
  for (const auto& word : words) {
    auto& candidate = candidates.emplace_back();
    candidate.name = word;
    candidate.contexts = all.contexts;
    candidate.notes = candidates.size() == 1 ? all.notes : std::vector<std::string>();
    for (auto row : all.rows) {
      const auto at = row.name.find(word);
      if (at == std::string::npos) continue;
      row.name = row.name.substr(0, at) + '*' + row.name.substr(at + word.size());
      candidate.rows.push_back(std::move(row));
    }
    if (candidate.rows.empty())
      throw cannot_compare(
          fmt::format("no benchmark of {} has '{}' in its name; look at their names with "
                      "millrace compare {}.json",
                      all.name, word, all.name));
  }
  return candidates;
}

}  // namespace millrace::compare
