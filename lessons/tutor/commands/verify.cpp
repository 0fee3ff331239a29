// verify, for authors: does each lab and lesson obey the contract?
#include <algorithm>
#include <fstream>
#include <optional>
#include <sstream>

#include <fmt/format.h>

#include "commands/commands.h"
#include "terminal/style.h"
#include "verdict/check.h"

namespace millrace::tutor {
namespace {

using complaints = std::vector<std::string>;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string without_indent(const std::string& line) {
  const auto first = line.find_first_not_of(" \t");
  return first == std::string::npos ? "" : line.substr(first);
}

/// Code in a lesson is quoted: the lines must stand in the file, one after the other.
bool quoted_from(const std::vector<std::string>& quoted, const std::vector<std::string>& file) {
  const auto same = [](const std::string& a, const std::string& b) {
    return without_indent(a) == without_indent(b);
  };
  return std::search(file.begin(), file.end(), quoted.begin(), quoted.end(), same) != file.end();
}

void check_quotes(const lab& which, const section& part, complaints& found) {
  std::vector<std::string> block;
  std::string file;
  bool inside = false;
  for (const auto& line : lines_of(part.markdown)) {
    if (!line.starts_with("```")) {
      if (inside) block.push_back(line);
      continue;
    }
    if (inside && !file.empty() && !quoted_from(block, lines_of(read_file(which.directory / file)))) {
      found.push_back("'" + part.heading + "' quotes " + file + " with lines that do not stand there");
    }
    inside = !inside;
    file = line.starts_with("```cpp ") ? line.substr(7) : "";
    block.clear();
  }
}

std::size_t words_in(const lesson& one) {
  std::size_t words = 0;
  for (const auto& part : one.sections) {
    bool code = false;
    for (const auto& line : lines_of(part.markdown)) {
      if (line.starts_with("```")) code = !code;
      std::istringstream in(code ? "" : line);
      for (std::string word; in >> word;) ++words;
    }
  }
  return words;
}

void check_lesson(const lab& which, const lesson& one, complaints& found) {
  std::vector<std::string> headings;
  for (const auto& part : one.sections) headings.push_back(part.heading);
  if (headings != required_headings())
    found.push_back("its sections are not those of a lesson, in their order");
  if (one.lab != which.area + '/' + which.name)
    found.push_back("its front matter names the lab '" + one.lab + "'");
  if (one.hints.size() != 3)
    found.push_back("it has " + std::to_string(one.hints.size()) + " hints, not three");
  const auto words = words_in(one);
  if (words < 300 || words > 700)
    found.push_back("it has " + std::to_string(words) + " words, not 300 to 700");
  for (const auto& part : one.sections) check_quotes(which, part, found);
}

void check_sources(const lab& which, complaints& found) {
  for (const std::string name : {"broken", "fixed"}) {
    const auto lines = lines_of(read_file(which.source(name)));
    if (lines.size() > 80)
      found.push_back(name + ".cpp has " + std::to_string(lines.size()) + " lines, more than 80");
    for (const std::string tell :
         {"sanitize", "TSan", "data race", "deadlock", "bug", "BUG", "TODO", "#define"}) {
      const auto hit =
          std::ranges::find_if(lines, [&](const auto& l) { return l.find(tell) != std::string::npos; });
      if (hit != lines.end()) found.push_back(name + ".cpp gives something away: '" + tell + "' in: " + *hit);
    }
  }
  if (which.symptoms.empty()) found.push_back("lab.toml names no symptom");
}

std::string source_line(const place& at) {
  const auto lines = lines_of(at.known() ? read_file(at.file) : "");
  return at.line >= 1 && static_cast<std::size_t>(at.line) <= lines.size()
             ? lines[static_cast<std::size_t>(at.line) - 1]
             : "";
}

bool shows(const symptom& expected, const finding& seen) {
  return seen.kind == expected.kind &&
         (expected.at.empty() || source_line(seen.where).find(expected.at) != std::string::npos) &&
         seen.message.find(expected.says) != std::string::npos;
}

void check_broken(const lab& which, const verdict& outcome, complaints& found) {
  const auto findings = outcome.findings();
  for (const auto& [instrument, expected] : which.symptoms) {
    const auto fits = [&](const finding& f) { return f.instrument == instrument && shows(expected, f); };
    if (std::ranges::none_of(findings, fits)) {
      found.push_back(fmt::format("broken does not show its symptom under {}: {} at '{}'; evidence {}",
                                  instrument, expected.kind, expected.at + expected.says,
                                  outcome.evidence.string()));
    }
  }
  for (const auto& f : findings) {
    if (!which.symptoms.contains(f.instrument) && !which.may.contains(f.instrument)) {
      found.push_back(
          fmt::format("broken is caught by {}, which lab.toml does not expect: {}: {}; evidence {}",
                      f.instrument, f.kind, f.message, outcome.evidence.string()));
    }
  }
}

void check_runs(const session_setup& with, const lab& which, const verify_options& how, complaints& found) {
  for (int run = 1; run <= how.runs; ++run) {
    for (const std::string candidate : {"broken", "fixed"}) {
      const auto outcome =
          check(with.where, which, {candidate, {}, static_cast<unsigned>(run), how.exploring}, nullptr);
      if (outcome.failed_build || !outcome.error.empty()) {
        found.push_back(candidate + ": " + (outcome.failed_build ? "does not build" : outcome.error));
      } else if (candidate == "broken") {
        check_broken(which, outcome, found);
      } else if (!outcome.passed()) {
        const auto first = outcome.findings().front();
        found.push_back(fmt::format("fixed fails in run {}: {}: {}; evidence {}", run, first.kind,
                                    first.message, outcome.evidence.string()));
      }
    }
    if (!found.empty()) return;
  }
}

const lesson* lesson_of(const course& lessons, const lab& which) {
  const auto all = lessons.lessons();
  const auto found = std::ranges::find(all, which.name, &lesson::name);
  return found == all.end() ? nullptr : *found;
}

}  // namespace

int verify_command(const session_setup& with, const verify_options& how) {
  std::vector<const lab*> chosen;
  for (const auto& name : how.labs) chosen.push_back(&with.lessons.lab_named(name));
  if (how.labs.empty()) {
    for (const auto& each : with.lessons.labs) chosen.push_back(&each);
  }
  bool well = true;
  for (const lab* which : chosen) {
    complaints found;
    check_sources(*which, found);
    if (const lesson* one = lesson_of(with.lessons, *which)) {
      check_lesson(*which, *one, found);
    } else {
      found.push_back("it has no lesson");
    }
    if (!how.only_static) check_runs(with, *which, how, found);
    fmt::print("{} {}\n", found.empty() ? with.out.good("✓") : with.out.bad("✗"), which->name);
    for (const auto& complaint : found) fmt::print("{}", wrapped(complaint, with.width, "    ", "    "));
    std::fflush(stdout);
    well = well && found.empty();
  }
  return well ? passed : candidate_failed;
}

}  // namespace millrace::tutor
