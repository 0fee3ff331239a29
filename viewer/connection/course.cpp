#include "connection/course.h"

#include <exception>
#include <utility>

#include <nlohmann/json.hpp>

namespace millrace::viewer {
namespace {

using nlohmann::json;

std::vector<lesson> read_list(const std::string& text) {
  std::vector<lesson> all;
  for (const auto& each : json::parse(text)) {
    all.push_back({each.value("chapter", ""), each.value("lesson", ""), each.value("title", ""),
                   each.value("passed", false), each.value("checks", 0), each.value("working_copy", "")});
  }
  return all;
}

check_result read_check(const std::string& text, const std::string& lab) {
  const auto told = json::parse(text);
  check_result result{lab, told.value("verdict", "unknown"), {}, told.value("evidence", "")};
  for (const auto& each : told.at("findings"))
    result.findings.push_back(each.value("instrument", "") + ": " + each.value("message", ""));
  for (const char* why : {"error", "build_error"}) {
    if (told.contains(why) && !told[why].is_null()) result.findings.push_back(told[why].dump());
  }
  return result;
}

/// Adds the new lines; true when the program has said its last.
bool read_all(player& from, std::string& into) {
  for (const auto& line : from.lines()) into += line + '\n';
  return from.ended();
}

}  // namespace

course::course(std::string program) : program_(std::move(program)) {
  refresh();
}

void course::refresh() {
  if (program_.empty()) return;
  listed_.clear();
  listing_ = std::make_unique<player>(std::vector<std::string>{program_, "list", "--json"});
}

void course::prepare(const std::string& lab) {
  if (program_.empty() || busy()) return;
  words_.clear();
  ready_ = false;
  lab_ = lab;
  says_ = "building " + lab + " ...";
  preparing_ = std::make_unique<player>(std::vector<std::string>{program_, "view", lab, "--words"});
}

void course::check(const std::string& lab) {
  if (program_.empty() || busy()) return;
  check_text_.clear();
  checked_.reset();
  lab_ = lab;
  says_ = "checking your " + lab + " under all instruments ...";
  checking_ = std::make_unique<player>(std::vector<std::string>{program_, "check", lab, "--json"});
}

std::optional<std::vector<std::string>> course::prepared() {
  if (!std::exchange(ready_, false)) return std::nullopt;
  return std::exchange(words_, {});
}

bool course::update() {
  const bool listed = take_list();
  const bool prepared = take_preparation();
  const bool checked = take_check();
  return listed || prepared || checked;
}

bool course::take_list() {
  if (!listing_ || !read_all(*listing_, listed_)) return false;
  listing_.reset();
  try {
    lessons_ = read_list(listed_);
  } catch (const std::exception&) {
    says_ = "the list of lessons could not be read; try millrace list in a terminal";
  }
  return true;
}

bool course::take_preparation() {
  if (!preparing_) return false;
  for (auto& line : preparing_->lines()) words_.push_back(std::move(line));
  if (!preparing_->ended()) return false;
  preparing_.reset();
  ready_ = !words_.empty();
  says_ = ready_ ? "" : lab_ + " could not be built; millrace check " + lab_ + " says why";
  return true;
}

bool course::take_check() {
  if (!checking_ || !read_all(*checking_, check_text_)) return false;
  checking_.reset();
  says_.clear();
  try {
    checked_ = read_check(check_text_, lab_);
  } catch (const std::exception&) {
    checked_ = check_result{
        lab_, "not run", {"there is no working copy yet; millrace opens one with the lesson"}, ""};
  }
  refresh();
  return true;
}

}  // namespace millrace::viewer
