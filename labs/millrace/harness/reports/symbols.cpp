#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <millrace/harness/reports/sanitizer_text.h>
#include <millrace/harness/reports/symbols.h>

namespace millrace::harness {
namespace {

// A return address may be the first instruction of the next line: the call is one byte before.
std::optional<std::string> call_of(const std::string& offset) {
  std::uintptr_t value = 0;
  const auto [end, error] = std::from_chars(offset.data(), offset.data() + offset.size(), value, 16);
  if (error != std::errc() || end != offset.data() + offset.size() || value == 0) return std::nullopt;
  std::array<char, 2 * sizeof value> digits;
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value - 1, 16);
  return "0x" + std::string(digits.data(), written.ptr);
}

std::string output_of(std::vector<std::string> words) {
  int ends[2];
  if (pipe(ends) != 0) return {};
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", 1, 0);
  posix_spawn_file_actions_addclose(&actions, ends[0]);
  posix_spawn_file_actions_addclose(&actions, ends[1]);
  pid_t child = 0;
  const int error = posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  std::string text;
  if (error == 0) {
    std::array<char, 4096> bytes;
    while (true) {
      const auto got = read(ends[0], bytes.data(), bytes.size());
      if (got <= 0) break;
      text.append(bytes.data(), static_cast<std::size_t>(got));
    }
    waitpid(child, nullptr, 0);
  }
  close(ends[0]);
  return text;
}

}  // namespace

// addr2line -a -f -i prints an address, then a pair of lines (function, file:line) for each frame at it.
void symbols::load(const std::vector<std::string>& offsets) {
  std::vector<std::string> words = {"addr2line", "-e", program_, "-a", "-f", "-C", "-i"};
  std::vector<std::string> asked;
  for (const auto& offset : offsets) {
    if (known_.contains(offset)) continue;
    known_[offset];
    if (auto call = call_of(offset)) {
      words.push_back(std::move(*call));
      asked.push_back(offset);
    }
  }
  if (asked.empty()) return;
  const std::string text = output_of(words);
  const auto lines = split_lines(text);
  std::size_t next = 0;
  std::vector<frame>* frames = nullptr;
  for (std::size_t i = 0; i < lines.size();) {
    if (lines[i].starts_with("0x") && next < asked.size()) {
      frames = &known_[asked[next++]];
      ++i;
    } else if (frames && i + 1 < lines.size()) {
      auto place_text = lines[i + 1];
      if (const auto note = place_text.find(" (discriminator"); note != std::string_view::npos) {
        place_text = place_text.substr(0, note);
      }
      frames->push_back({std::string(lines[i]), read_place(place_text).value_or(place{})});
      i += 2;
    } else {
      ++i;
    }
  }
}

const std::vector<frame>& symbols::at(const std::string& offset) const {
  static const std::vector<frame> unknown;
  const auto found = known_.find(offset);
  return found == known_.end() ? unknown : found->second;
}

}  // namespace millrace::harness
