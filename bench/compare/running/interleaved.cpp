#include "running/interleaved.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "reading/read_results.h"
#include "running/benchmark_process.h"

namespace millrace::compare {
namespace {

namespace fs = std::filesystem;

struct candidate {
  std::string name;
  std::string command;
  fs::path folder;
};

candidate named(const std::string& word) {
  const auto equals = word.find('=');
  const auto is_name = [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.';
  };
  if (equals != std::string::npos && equals > 0 &&
      std::all_of(word.begin(), word.begin() + static_cast<long>(equals), is_name))
    return {word.substr(0, equals), word.substr(equals + 1), {}};
  return {fs::path(word.substr(0, word.find(' '))).filename().string(), word, {}};
}

std::vector<candidate> prepared(const std::vector<std::string>& commands, const fs::path& folder) {
  std::vector<candidate> all;
  for (const auto& word : commands) {
    auto one = named(word);
    const auto alike = std::ranges::count_if(all, [&](const auto& other) {
      return other.name == one.name || other.name.starts_with(one.name + '-');
    });
    if (alike > 0) one.name += fmt::format("-{}", alike + 1);
    one.folder = folder / one.name;
    std::error_code error;
    fs::create_directories(one.folder, error);
    if (!error && !fs::is_empty(one.folder, error))
      throw cannot_compare(one.folder.string() +
                           " is not empty; name another folder with --save, or empty this one");
    if (error)
      throw cannot_compare("cannot make " + one.folder.string() + ": " + error.message() +
                           "; name another folder");
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace

std::vector<results> run_interleaved(const std::vector<std::string>& commands, std::size_t rounds,
                                     const fs::path& folder,
                                     const std::function<void(std::size_t, const std::string&)>& tell) {
  const auto all = prepared(commands, folder);
  for (std::size_t round = 0; round < rounds; ++round) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      // Every other round backwards: who goes first gains nothing.
      const auto& one = all[round % 2 == 0 ? i : all.size() - 1 - i];
      tell(round + 1, one.name);
      const auto name = fmt::format("{:04}", round + 1);
      run_benchmark(one.command, one.folder / (name + ".json"), one.folder / (name + ".log"));
    }
  }
  std::vector<results> read;
  for (const auto& one : all) read.push_back(read_results(one.name + '=' + one.folder.string()));
  return read;
}

}  // namespace millrace::compare
