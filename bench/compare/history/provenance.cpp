#include "history/provenance.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <unistd.h>

namespace millrace::compare {
namespace {

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::string first_line_of_command(const char* command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command, "r"), pclose);
  std::array<char, 256> line{};
  if (!pipe || std::fgets(line.data(), line.size(), pipe.get()) == nullptr) return {};
  std::string text(line.data());
  text.erase(text.find_last_not_of('\n') + 1);
  return text;
}

std::string commit_here() {
  auto commit = first_line_of_command("git rev-parse --short=12 HEAD 2>/dev/null");
  if (commit.empty()) return commit;
  const bool changed =
      !first_line_of_command("git status --porcelain --untracked-files=no 2>/dev/null").empty();
  return commit + (changed ? "+changes" : "");
}

std::string said(const run_context& context, std::initializer_list<std::string_view> keys) {
  for (const auto& [key, value] : context.more) {
    if (std::ranges::find(keys, lower(key)) != keys.end()) return value;
  }
  return {};
}

std::string first_line(const char* file) {
  std::ifstream stream(file);
  std::string line;
  std::getline(stream, line);
  return line;
}

std::string processor_here() {
  std::ifstream stream("/proc/cpuinfo");
  for (std::string line; std::getline(stream, line);) {
    const auto colon = line.find(": ");
    if (line.starts_with("model name") && colon != std::string::npos) return line.substr(colon + 2);
  }
  return {};
}

/// Compilers leave their name in a program (the section .comment).
std::string compiler_of(const std::string& program) {
  constexpr std::uintmax_t most = 256U << 20;
  std::error_code error;
  if (!std::filesystem::is_regular_file(program, error) || std::filesystem::file_size(program, error) > most)
    return {};
  std::ifstream stream(program, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  for (const std::string_view mark : {"clang version ", "GCC: ("}) {
    const auto at = bytes.rfind(mark);
    if (at == std::string::npos) continue;
    auto name = bytes.substr(at, std::min(bytes.find('\0', at) - at, std::size_t{80}));
    if (std::ranges::all_of(name, [](unsigned char c) { return std::isprint(c) != 0; })) return name;
  }
  return {};
}

std::string host_here() {
  std::array<char, 256> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

void add_this_machine(provenance& into) {
  into.host = host_here();
  into.processor = processor_here();
  into.governor = first_line("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
}

}  // namespace

long seconds_of_date(const std::string& date) {
  std::tm time{};
  int used = 0;
  if (std::sscanf(date.c_str(), "%d-%d-%d%*1[T ]%d:%d:%d%n", &time.tm_year, &time.tm_mon, &time.tm_mday,
                  &time.tm_hour, &time.tm_min, &time.tm_sec, &used) != 6)
    return 0;
  time.tm_year -= 1900;
  time.tm_mon -= 1;
  int hours = 0;
  int minutes = 0;
  char sign = '+';
  const bool zoned = std::sscanf(date.c_str() + used, "%c%2d:%2d", &sign, &hours, &minutes) == 3;
  const long offset = zoned ? (hours * 60L + minutes) * 60 * (sign == '-' ? -1 : 1) : 0;
  return timegm(&time) - offset;
}

provenance provenance_of(const results& of, const std::string& commit) {
  provenance from;
  const auto& context = of.contexts.empty() ? run_context() : of.contexts.front();
  from.measured_at = seconds_of_date(context.date);
  if (from.measured_at == 0) from.measured_at = std::time(nullptr);
  if (context.host.empty() || context.host == host_here()) add_this_machine(from);
  if (!context.host.empty()) from.host = context.host;
  from.processors = context.processors;
  from.library = context.library;
  from.load = context.load.value_or(0);
  from.compiler = said(context, {"compiler", "cxx", "compiler_version"});
  if (from.compiler.empty()) from.compiler = compiler_of(context.program);
  from.commit = commit;
  if (from.commit.empty())
    from.commit = said(context, {"commit", "git_commit", "git_commit_hash", "git_sha", "revision"});
  if (from.commit.empty()) from.commit = commit_here();
  return from;
}

}  // namespace millrace::compare
