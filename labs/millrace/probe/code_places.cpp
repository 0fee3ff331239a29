#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <string_view>

#include <millrace/probe/code_places.h>

namespace millrace::probe {
namespace {

bool of_standard_library(std::string_view file) {
  return file.find("/include/c++/") != std::string_view::npos || file.starts_with("/usr/include/") ||
         file.starts_with("/usr/lib/");
}

bool is_runtime(std::string_view library) {
  constexpr std::array<std::string_view, 5> names{"libstdc++.so", "libc.so", "libpthread.so", "libgcc_s.so",
                                                  "libmillrace_watch.so"};
  return std::ranges::any_of(names, [&](auto name) { return library.starts_with(name); });
}

std::string_view name_of(std::string_view file) {
  return file.substr(file.rfind('/') + 1);
}

}  // namespace

code_places::code_places(pid_t process) : process_(process) {
  learn();
}

// 7f12a000-7f12b000 r-xp 00001000 08:01 123    /usr/lib/libfoo.so
void code_places::learn() {
  std::ifstream lines("/proc/" + std::to_string(process_) + "/maps");
  std::vector<mapping> found;
  for (std::string line; std::getline(lines, line);) {
    unsigned long begin = 0;
    unsigned long end = 0;
    unsigned long offset = 0;
    std::array<char, 8> rights{};
    if (std::sscanf(line.c_str(), "%lx-%lx %7s %lx", &begin, &end, rights.data(), &offset) != 4) continue;
    const auto path = line.find('/');
    if (rights[2] == 'x' && path != std::string::npos)
      found.push_back({begin, end, offset, line.substr(path)});
  }
  if (!found.empty()) mappings_ = std::move(found);
}

const code_places::mapping* code_places::mapping_of(std::uint64_t code) const {
  const auto found = std::ranges::find_if(
      mappings_, [&](const mapping& each) { return code >= each.begin && code < each.end; });
  return found == mappings_.end() ? nullptr : &*found;
}

// A return address may be the first instruction of the next line: the call is one byte before.
code_places::call code_places::looked_up(const mapping& where, std::uint64_t code) {
  if (is_runtime(name_of(where.file))) return {};
  const auto in_file = code - 1 - where.begin + where.offset;
  auto& in = libraries_.try_emplace(where.file, where.file).first->second;
  const auto part = std::ranges::find_if(in.layout.parts, [&](const loaded_part& each) {
    return in_file >= each.offset && in_file - each.offset < each.size;
  });
  if (part == in.layout.parts.end()) return {};
  call found;
  for (const auto& frame : in.lines.at(in_file - part->offset + part->address)) {
    if (found.source.empty() && !frame.file.empty() && !of_standard_library(frame.file))
      found.source = frame.file + ':' + std::to_string(frame.line);
    if (found.function.empty() && frame.file.empty() && !frame.function.empty())
      found.function = frame.function + " in " + std::string(name_of(where.file));
  }
  return found;
}

const code_places::call& code_places::call_at(std::uint64_t code) {
  const auto known = known_.find(code);
  if (known != known_.end()) return known->second;
  const mapping* where = code == 0 ? nullptr : mapping_of(code);
  if (code != 0 && !where) {
    learn();
    where = mapping_of(code);
  }
  constexpr std::size_t most = 100'000;  // a hostile process could make up addresses for ever
  if (known_.size() > most) known_.clear();
  return known_[code] = where ? looked_up(*where, code) : call{};
}

std::string code_places::place(const code_list& path) {
  std::string function;
  for (const auto code : path) {
    if (code == 0) break;
    const auto& at = call_at(code);
    if (!at.source.empty()) return at.source;
    if (function.empty()) function = at.function;
  }
  return function;
}

std::string code_places::place(std::uint64_t code) {
  return place(code_list{code});
}

}  // namespace millrace::probe
