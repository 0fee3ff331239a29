#include "verdict/report.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "terminal/diff.h"

namespace millrace::tutor {
namespace {

std::string padded(const std::string& text, std::size_t width) {
  return text + std::string(text.size() < width ? width - text.size() : 0, ' ');
}

std::string file_name(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

const frame* innermost_in(const stack& s, const std::string& file) {
  const auto found = std::ranges::find_if(s.frames, [&](const frame& f) { return f.at.file == file; });
  return found == s.frames.end() ? nullptr : &*found;
}

/// The first line that belongs to nobody's library, for a stack that never reaches the candidate.
const frame* innermost_outside_libraries(const stack& s) {
  const auto found = std::ranges::find_if(s.frames, [](const frame& f) {
    return f.at.known() && !f.at.file.starts_with("/usr/") &&
           f.at.file.find("/labs/millrace/") == std::string::npos;
  });
  return found == s.frames.end() ? nullptr : &*found;
}

}  // namespace

std::string report::place_text(const place& at) const {
  return at.known() ? file_name(at.file) + ':' + std::to_string(at.line) : "an unknown place";
}

std::string report::line_of(const run_result& run, const std::vector<std::string>& instruments) const {
  std::string text;
  for (const auto& instrument : run.instruments) {
    if (std::ranges::find(instruments, instrument) == instruments.end()) continue;
    const auto hit = std::ranges::find(run.findings, instrument, &finding::instrument);
    text += "  " + padded(instrument, 8) + ' ';
    if (!run.error.empty()) {
      text += style_.note("? could not run") + '\n';
    } else if (!run.passed_over.empty()) {
      text += style_.note("- passed over: " + run.passed_over) + '\n';
    } else if (hit == run.findings.end()) {
      text += style_.good("✓") + " nothing found" +
              (run.schedules > 0 ? " in " + std::to_string(run.schedules) + " schedules" : "") + '\n';
    } else {
      const auto others = std::ranges::count(run.findings, instrument, &finding::instrument) - 1;
      text += style_.bad("✗") + ' ' + style_.bold(hit->kind);
      if (hit->where.known()) text += " at " + place_text(hit->where);
      if (others > 0) text += style_.dim("  and " + std::to_string(others) + " more");
      text += '\n';
    }
  }
  return text;
}

std::string report::accesses(const finding& what) const {
  std::string text;
  std::set<std::pair<std::string, int>> seen;
  for (const auto& s : what.stacks) {
    const frame* at = innermost_in(s, what.where.file);
    if (!at) at = innermost_outside_libraries(s);
    if (!at) continue;
    text += "   " + style_.dim(s.title + ", " + place_text(at->at)) + '\n';
    if (seen.insert({at->at.file, at->at.line}).second) text += excerpt(at->at.file, at->at.line, 1, style_);
  }
  return text;
}

std::string report::finding_text(const finding& what) const {
  std::string text = style_.bad("✗ ") + style_.bold(what.instrument + ": " + what.kind);
  if (what.where.known()) text += "  " + style_.accent(place_text(what.where));
  if (what.count > 1) text += style_.dim("  (" + std::to_string(what.count) + " times)");
  text += '\n' + wrapped(what.message, width_, "   ", "   ");
  if (!what.told.empty()) {
    text += '\n' + what.told;
  } else if (!what.stacks.empty()) {
    text += accesses(what);
  } else if (what.where.known()) {
    text += excerpt(what.where.file, what.where.line, 1, style_);
  }
  if (what.tasks.size() > 1) {
    for (const auto& task : what.tasks) {
      text += "   - " + task.name + ": " +
              (task.blocked_on.empty() ? task.state : "blocked in " + task.blocked_on);
      if (task.at.known()) text += " at " + place_text(task.at);
      text += '\n';
    }
  }
  return text + '\n';
}

std::string report::build_error(const build_result& failed) const {
  const auto& first = failed.first_error;
  if (first.message.empty())
    return style_.bad("✗ it does not build") + "; the whole output is in the evidence\n";
  std::string text = style_.bad("✗ it does not compile") + "  " + style_.accent(file_name(first.file));
  if (first.line > 0) text += style_.accent(':' + std::to_string(first.line));
  text += '\n' + wrapped(first.message, width_, "   ", "   ");
  if (first.line > 0) text += excerpt(first.file, first.line, 1, style_);
  return text;
}

std::string report::verdict_text(const verdict& outcome) const {
  std::string text;
  if (outcome.failed_build) text += build_error(*outcome.failed_build) + '\n';
  constexpr std::size_t most_shown = 4;
  const auto findings = outcome.findings();
  for (std::size_t i = 0; i < findings.size() && i < most_shown; ++i) text += finding_text(findings[i]);
  if (findings.size() > most_shown) {
    text +=
        style_.dim("   and " + std::to_string(findings.size() - most_shown) + " more in the evidence\n\n");
  }
  const std::string name = outcome.lab + ", " + outcome.candidate + ": ";
  if (!outcome.error.empty()) {
    text += style_.note("? ") + name + "could not run: " + outcome.error + '\n';
  } else if (outcome.passed()) {
    text += style_.good("✓ ") + style_.bold(name + "passed") + '\n';
  } else {
    text += style_.bad("✗ ") + style_.bold(name + "failed") + '\n';
  }
  return text + style_.dim("  evidence: " + shown(where_, outcome.evidence)) + '\n';
}

}  // namespace millrace::tutor
