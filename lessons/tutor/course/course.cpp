#include "course/course.h"

#include <algorithm>
#include <numeric>

#include <toml++/toml.h>

namespace millrace::tutor {
namespace {

namespace fs = std::filesystem;

/// Levenshtein's distance.
std::size_t distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({replaced, row[j] + 1, row[j - 1] + 1}));
    }
  }
  return row.back();
}

std::string unknown(const std::string& name, const std::vector<std::string>& known) {
  const auto nearest =
      std::ranges::min_element(known, {}, [&](const auto& each) { return distance(name, each); });
  std::string text = "there is no lab '" + name + "'";
  if (nearest != known.end() && distance(name, *nearest) <= 4) text += "; did you mean " + *nearest + '?';
  return text + "  All of them: millrace list";
}

std::string bare(const std::string& name) {
  const auto slash = name.rfind('/');
  return slash == std::string::npos ? name : name.substr(slash + 1);
}

chapter read_chapter(const fs::path& folder) {
  const auto file = folder / "chapter.md";
  const auto parts = split_front_matter(file);
  chapter read;
  read.folder = folder.filename().string();
  read.introduction = parts.body;
  try {
    const auto table = toml::parse(parts.toml, file.string());
    read.title = table["title"].value_or(std::string());
    read.order = table["order"].value_or(0);
  } catch (const toml::parse_error& error) {
    throw cannot_run(file.string() + ": " + std::string(error.description()) + "; correct its front matter");
  }
  for (const auto& entry : fs::directory_iterator(folder)) {
    const bool is_lesson = entry.path().extension() == ".md" && entry.path().filename() != "chapter.md";
    if (is_lesson) read.lessons.push_back(read_lesson(entry.path()));
  }
  std::ranges::sort(read.lessons, {}, [](const lesson& l) { return std::pair(l.order, l.name); });
  return read;
}

}  // namespace

const lab& course::lab_named(const std::string& name) const {
  const auto found = std::ranges::find_if(labs, [&](const lab& l) { return l.name == bare(name); });
  if (found != labs.end() && (bare(name) == name || found->area + '/' + found->name == name)) return *found;
  std::vector<std::string> known;
  for (const auto& each : labs) known.push_back(each.name);
  throw cannot_run(unknown(name, known));
}

std::vector<const lesson*> course::lessons() const {
  std::vector<const lesson*> all;
  for (const auto& each : chapters) {
    for (const auto& one : each.lessons) all.push_back(&one);
  }
  return all;
}

const lesson& course::lesson_named(const std::string& name) const {
  const std::string lab = lab_named(name).name;
  for (const lesson* each : lessons()) {
    if (each->name == lab) return *each;
  }
  throw cannot_run("the lab '" + lab + "' has no lesson yet; write one: see the README");
}

course read_course(const project& where) {
  course read;
  for (const auto& area : fs::directory_iterator(where.labs())) {
    if (!area.is_directory()) continue;
    for (const auto& folder : fs::directory_iterator(area)) {
      if (fs::exists(folder.path() / "lab.toml")) read.labs.push_back(read_lab(folder.path() / "lab.toml"));
    }
  }
  std::ranges::sort(read.labs, {}, [](const lab& l) { return std::pair(l.area, l.name); });
  for (const auto& folder : fs::directory_iterator(where.lessons())) {
    if (fs::exists(folder.path() / "chapter.md")) read.chapters.push_back(read_chapter(folder.path()));
  }
  std::ranges::sort(read.chapters, {}, &chapter::order);
  return read;
}

}  // namespace millrace::tutor
