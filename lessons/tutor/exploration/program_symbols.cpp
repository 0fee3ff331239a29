#include "exploration/program_symbols.h"

#include <algorithm>
#include <sstream>

#include <nlohmann/json.hpp>

#include "exploration/call_name.h"
#include "verdict/process.h"

namespace millrace::tutor {
namespace {

bool is_runtime(const std::string& file) {
  return file.find("labs/millrace/explorer/") != std::string::npos;
}

/// Not the standard library's headers.
bool is_own_source(const std::string& file) {
  return !file.empty() && file.find("/include/c++/") == std::string::npos && !file.starts_with("/usr/");
}

/// Without what only linkers want to know: "cache[abi:cxx11]", "std::cout@GLIBCXX_3.4".
std::string plain_name(std::string name) {
  constexpr std::string_view abi = "[abi:cxx11]";
  if (const auto at = name.find(abi); at != std::string::npos) name.erase(at, abi.size());
  return name.substr(0, name.find('@'));
}

std::string from_here(const std::string& file) {
  std::error_code error;
  const auto here = std::filesystem::current_path(error).string() + '/';
  return !error && file.starts_with(here) ? file.substr(here.size()) : file;
}

}  // namespace

program_symbols::program_symbols(const nlohmann::json& modules, std::filesystem::path program)
    : program_(std::move(program)), lines_(program_.string()) {
  for (const auto& each : modules) {
    if (!each.at("file").get<std::string>().empty()) continue;
    base_ = each.at("base").get<std::uint64_t>();
    begin_ = std::min(begin_, each.at("begin").get<std::uint64_t>());
    end_ = std::max(end_, each.at("end").get<std::uint64_t>());
  }
  read_variables();
}

// 0000000000004028 0000000000000004 B stock
void program_symbols::read_variables() {
  const auto listed =
      run_process({"nm", "-S", "-C", "--defined-only", program_.string()}, program_.parent_path());
  std::istringstream lines(listed.output);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::uint64_t address = 0;
    std::uint64_t size = 0;
    std::string kind;
    if (!(words >> std::hex >> address >> size >> kind)) continue;
    constexpr std::string_view data = "bBdDuVrR";
    std::string name;
    std::getline(words >> std::ws, name);
    if (data.find(kind[0]) != std::string_view::npos && name.find("millrace::explorer") == std::string::npos)
      variables_[address] = {size, plain_name(std::move(name))};
  }
}

const std::vector<program_symbols::call>& program_symbols::frames(std::uint64_t code) {
  const auto [found, is_new] = known_.try_emplace(code);
  if (!is_new || code < begin_ || code >= end_) return found->second;
  // A return address may be the first instruction of the next line: the call is one byte before.
  for (const auto& frame : lines_.at(code - 1 - base_)) {
    if (is_runtime(frame.file)) continue;
    found->second.push_back({{frame.function, from_here(frame.file), frame.line}, is_own_source(frame.file)});
  }
  return found->second;
}

std::vector<code_place> program_symbols::calls(std::uint64_t code) {
  std::vector<code_place> own;
  for (const auto& each : frames(code)) {
    if (each.own) own.push_back(each.place);
  }
  return own;
}

bool program_symbols::is_own(std::uint64_t code) {
  const auto& all = frames(code);
  return !all.empty() && all.front().own;
}

std::string program_symbols::library_call(const std::vector<std::uint64_t>& codes) {
  std::string outermost;
  for (const auto code : codes) {
    for (const auto& each : frames(code)) {
      if (each.own) return call_name(outermost);
      if (each.place.known()) outermost = each.place.function;
    }
  }
  return call_name(outermost);
}

std::vector<code_place> program_symbols::path(const std::vector<std::uint64_t>& codes) {
  std::vector<code_place> all;
  for (const auto code : codes) std::ranges::copy(calls(code), std::back_inserter(all));
  return all;
}

code_place program_symbols::place(std::uint64_t code) {
  const auto found = calls(code);
  return found.empty() ? code_place{} : found.front();
}

code_place program_symbols::any_place(std::uint64_t code) {
  const auto own = place(code);
  const auto& all = frames(code);
  return own.known() || all.empty() ? own : all.front().place;
}

std::string program_symbols::variable(std::uint64_t address) const {
  const std::uint64_t at = address - base_;
  auto found = variables_.upper_bound(at);
  if (found == variables_.begin()) return {};
  --found;
  const auto offset = at - found->first;
  if (offset >= found->second.size) return {};
  return offset == 0 ? found->second.name : found->second.name + '+' + std::to_string(offset);
}

}  // namespace millrace::tutor
