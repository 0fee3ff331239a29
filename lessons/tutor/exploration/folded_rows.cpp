#include "exploration/folded_rows.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <iterator>
#include <map>
#include <utility>

#include <fmt/format.h>

namespace millrace::tutor {
namespace {

using row_iterator = std::vector<table_row>::iterator;

bool is_same(const table_row& a, const table_row& b) {
  return a.task == b.task && a.text == b.text && a.place.line == b.place.line;
}

std::string without_numbers(std::string text) {
  std::erase_if(text, [](unsigned char each) { return std::isdigit(each) != 0; });
  return text;
}

bool is_alike(const table_row& a, const table_row& b) {
  return a.place.line == b.place.line && without_numbers(a.text) == without_numbers(b.text);
}

/// The rows from here on in which the same task goes on.
row_iterator end_of_turn(row_iterator from, row_iterator end) {
  return std::find_if(from, end, [&](const table_row& each) { return each.task != from->task; });
}

std::map<std::uint32_t, std::ptrdiff_t> rows_of_each(const std::vector<table_row>& rows) {
  std::map<std::uint32_t, std::ptrdiff_t> counts;
  for (const auto& each : rows) ++counts[each.task];
  return counts;
}

}  // namespace

void fold_rounds(std::vector<table_row>& rows) {
  constexpr std::ptrdiff_t longest_round = 6;
  for (std::ptrdiff_t length = 2; length <= longest_round; ++length) {
    for (auto round = rows.begin(); rows.end() - round >= 2 * length; ++round) {
      auto next = round + length;
      if (!std::all_of(round, next, [&](const table_row& each) { return each.task == round->task; }))
        continue;
      int times = 1;
      for (; rows.end() - next >= length && std::equal(round, round + length, next, is_same); next += length)
        ++times;
      if (times == 1) continue;
      (next - 1)->text += fmt::format("; these {} steps {} times", length, times);
      round = rows.erase(round, next - length) + length - 1;
    }
  }
}

void shorten_turns(std::vector<table_row>& rows) {
  constexpr std::ptrdiff_t longest_turn = 24;
  constexpr std::ptrdiff_t beginning = 2;
  constexpr std::ptrdiff_t ending = 5;
  for (auto turn = rows.begin(); turn != rows.end();) {
    auto end = end_of_turn(turn, rows.end());
    if (end - turn > longest_turn) {
      const auto from = turn + beginning;
      const auto to = end - ending;
      for (auto each = from; each != to; ++each) to->left_out += 1 + each->left_out;
      end = rows.erase(from, to) + ending;
    }
    turn = end;
  }
}

void fold_crowds(std::vector<table_row>& rows) {
  constexpr int crowd = 3;
  const auto counts = rows_of_each(rows);
  const auto comes_once = [&](row_iterator turn, row_iterator end) {
    return counts.at(turn->task) == end - turn;
  };
  for (auto turn = rows.begin(); turn != rows.end();) {
    const auto first = turn;
    auto end = end_of_turn(turn, rows.end());
    int tasks = comes_once(turn, end) ? 1 : 0;
    while (tasks > 0 && end != rows.end()) {
      const auto next_end = end_of_turn(end, rows.end());
      if (!comes_once(end, next_end) || !std::equal(turn, end, end, next_end, is_alike)) break;
      turn = std::exchange(end, next_end);
      ++tasks;
    }
    if (tasks < crowd) {
      turn = end;
      continue;
    }
    std::prev(end)->text += fmt::format("; so did {} tasks before it, one after the other", tasks - 1);
    const auto left = end - turn;
    turn = rows.erase(first, turn) + left;
  }
}

}  // namespace millrace::tutor
