#include "reading/hyperfine.h"

#include <algorithm>

#include <fmt/format.h>

#include "reading/json_fields.h"

namespace millrace::compare {
namespace {

using nlohmann::json;

std::vector<double> numbers_at(const json& object, const std::string& key) {
  std::vector<double> numbers;
  const auto found = object.find(key);
  if (found == object.end() || !found->is_array()) return numbers;
  for (const auto& each : *found) {
    if (each.is_number() && std::isfinite(each.get<double>())) numbers.push_back(each.get<double>());
  }
  return numbers;
}

void read_command(const json& command, results& into) {
  const auto name = text_at(command, "command");
  auto& row = into.row("", name);
  const auto add = [&](const std::string& metric, const std::string& key) {
    auto numbers = numbers_at(command, key);
    auto& all = row.samples[metric];
    all.insert(all.end(), numbers.begin(), numbers.end());
    if (all.empty()) row.samples.erase(metric);
  };
  add("real_time", "times");
  add("memory_usage_byte", "memory_usage_byte");
  for (const auto* key : {"median", "mean"}) {
    if (const auto middle = number_at(command, key)) row.middles.try_emplace("real_time", *middle);
  }
  const auto codes = numbers_at(command, "exit_codes");
  const auto failed = std::ranges::count_if(codes, [](double code) { return code != 0; });
  if (failed > 0) into.notes.push_back(fmt::format("{}: {} of {} runs failed", name, failed, codes.size()));
  if (!row.measured()) row.error = "no times were written";
}

}  // namespace

bool is_hyperfine(const json& document) {
  if (!document.is_object() || !document.contains("results") || !document["results"].is_array()) return false;
  return std::ranges::all_of(document["results"], [](const json& each) {
    return each.is_object() && each.contains("command") && each["command"].is_string();
  });
}

void read_hyperfine(const json& document, results& into) {
  for (const auto& command : document["results"]) read_command(command, into);
}

}  // namespace millrace::compare
