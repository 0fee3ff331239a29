#include "reading/read_results.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "reading/google_benchmark.h"
#include "reading/hyperfine.h"
#include "reading/json_documents.h"

namespace millrace::compare {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t most_bytes = 512U << 20;

std::string content_of(const fs::path& file) {
  std::error_code error;
  const auto size = fs::file_size(file, error);
  if (!error && size > most_bytes)
    throw cannot_compare(fmt::format("{} is larger than 512 MiB; compare a part of it", file.string()));
  errno = 0;
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    throw cannot_compare(fmt::format("cannot read {}: {}; check its name", file.string(),
                                     std::strerror(errno ? errno : ENOENT)));
  }
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void append(results& all, results part) {
  for (auto& row : part.rows) {
    auto& mine = all.row(row.program, row.name);
    for (auto& [metric, values] : row.samples) {
      auto& known = mine.samples[metric];
      known.insert(known.end(), values.begin(), values.end());
    }
    row.samples = std::move(mine.samples);
    mine = std::move(row);
  }
  std::ranges::move(part.contexts, std::back_inserter(all.contexts));
  std::ranges::move(part.notes, std::back_inserter(all.notes));
}

results read_folder(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  if (files.empty())
    throw cannot_compare(folder.string() + " holds no .json file; name the files themselves");
  std::ranges::sort(files);
  results all;
  for (const auto& file : files) append(all, read_results_text(content_of(file), file.string()));
  return all;
}

struct named_path {
  std::string name;
  fs::path path;
};

named_path split_name(const std::string& word) {
  std::error_code ignored;
  const auto equals = word.find('=');
  if (equals == std::string::npos || equals == 0 || fs::exists(word, ignored)) {
    const fs::path path(word);
    const auto last = path.has_filename() ? path : path.parent_path();
    return {last.extension() == ".json" ? last.stem().string() : last.filename().string(), path};
  }
  return {word.substr(0, equals), word.substr(equals + 1)};
}

}  // namespace

results read_results_text(std::string_view text, const std::string& file) {
  const auto documents = read_json_documents(text, file);
  if (documents.all.empty()) {
    throw cannot_compare(file +
                         " holds no JSON; write it with --benchmark_out=FILE --benchmark_out_format=json, "
                         "or hyperfine --export-json FILE");
  }
  results read;
  if (documents.lines_before > 0)
    read.notes.push_back(
        fmt::format("{}: {} lines before the JSON were passed over", file, documents.lines_before));
  for (const auto& document : documents.all) {
    if (is_google_benchmark(document)) {
      read_google_benchmark(document, read);
    } else if (is_hyperfine(document)) {
      read_hyperfine(document, read);
    } else {
      throw cannot_compare(file +
                           " is JSON, but neither Google Benchmark's nor hyperfine's; it needs an array "
                           "'benchmarks' or 'results'");
    }
  }
  if (read.rows.empty())
    throw cannot_compare(file + " holds no benchmark; look whether --benchmark_filter let one through");
  return read;
}

results read_results(const std::string& word) {
  const auto [name, path] = split_name(word);
  std::error_code ignored;
  auto read = fs::is_directory(path, ignored) ? read_folder(path)
                                              : read_results_text(content_of(path), path.string());
  read.name = name;
  return read;
}

void tell_apart(std::vector<results>& all, const std::vector<std::string>& words) {
  const auto named = [&](const std::string& name) {
    return std::ranges::count(all, name, &results::name) > 1;
  };
  std::vector<std::string> names;
  for (std::size_t i = 0; i < all.size(); ++i) names.push_back(named(all[i].name) ? words[i] : all[i].name);
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].name =
        std::ranges::count(names, names[i]) > 1 ? fmt::format("{} ({})", names[i], i + 1) : names[i];
  }
}

}  // namespace millrace::compare
