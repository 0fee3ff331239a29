#include "course/lesson.h"

#include <algorithm>
#include <sstream>

#include "course/toml_file.h"

namespace millrace::tutor {
namespace {

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& what) {
  throw cannot_run(file.string() + ": " + what + "; the README says what a lesson has");
}

question question_in(const toml::table& table, const std::filesystem::path& file) {
  question asked;
  asked.text = text_at(table, file, "question");
  asked.choices = texts_at(table, file, "choices");
  asked.answer = table["answer"].value_or(0);
  asked.because = text_at(table, file, "because");
  if (asked.answer < 1 || asked.answer > static_cast<int>(asked.choices.size())) {
    refuse(file, "'answer' is not the number of a choice");
  }
  return asked;
}

std::vector<section> sections_of(const std::string& body) {
  std::vector<section> sections;
  std::istringstream lines(body);
  bool in_code = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("```")) in_code = !in_code;
    if (!in_code && line.starts_with("## ")) sections.push_back({line.substr(3), {}});
    if (!sections.empty()) sections.back().markdown += line + '\n';
  }
  return sections;
}

}  // namespace

front_matter split_front_matter(const std::filesystem::path& file) {
  const std::string text = read_file(file);
  constexpr std::string_view fence = "+++\n";
  if (!text.starts_with(fence)) refuse(file, "line 1 is not +++");
  const auto end = text.find("\n+++\n", fence.size() - 1);
  if (end == std::string::npos) refuse(file, "the front matter has no closing +++");
  return {text.substr(fence.size(), end + 1 - fence.size()), text.substr(end + 5)};
}

lesson read_lesson(const std::filesystem::path& file) {
  const auto parts = split_front_matter(file);
  const auto table = parse_toml(parts.toml, file, 2);
  lesson read;
  read.file = file;
  read.name = file.stem().string();
  read.lab = text_at(table, file, "lab");
  read.title = text_at(table, file, "title");
  read.order = table["order"].value_or(0);
  read.prediction = question_in(table, file);
  read.hints = texts_at(table, file, "hints");
  const auto* transfer = table["transfer"].as_table();
  if (!transfer) refuse(file, "[transfer] is missing");
  read.transfer = question_in(*transfer, file);
  read.transfer_code = text_at(*transfer, file, "code");
  read.sections = sections_of(parts.body);
  return read;
}

const std::vector<std::string>& required_headings() {
  static const std::vector<std::string> headings = {
      "The story", "The code", "What the instruments say", "The rule", "In Go", "In review", "Sources"};
  return headings;
}

phase phase_of(const std::string& heading) {
  const auto& order = required_headings();
  const auto place = std::ranges::find(order, heading) - order.begin();
  constexpr auto first_after_broken = 2;
  constexpr auto first_after_pass = 3;
  if (place < first_after_broken) return phase::before;
  return place < first_after_pass ? phase::after_broken : phase::after_pass;
}

std::string lesson::text_of(phase when) const {
  std::string text;
  for (const auto& part : sections) {
    if (phase_of(part.heading) == when) text += part.markdown;
  }
  return text;
}

}  // namespace millrace::tutor
