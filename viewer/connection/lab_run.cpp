#include "connection/lab_run.h"

#include <charconv>
#include <exception>
#include <string_view>
#include <system_error>
#include <utility>

namespace millrace::viewer {
namespace {

/// What stands behind `word`, if the line begins with it.
std::optional<std::string> behind(const std::string& line, std::string_view word) {
  if (!line.starts_with(word)) return std::nullopt;
  return line.substr(word.size());
}

/// Of the load (harness/supervisor/load_knobs.h). A candidate reads its own when it starts.
bool acts_at_once(const std::string& knob) {
  return knob == "rate" || knob == "clients";
}

}  // namespace

lab_run::lab_run(lab_description described, std::shared_ptr<round_gate> together)
    : described_(std::move(described)),
      together_(std::move(together)),
      player_(std::make_unique<player>(described_.words)) {
  ++together_->runs;
  ++together_->waiting;
}

lab_run::~lab_run() {
  --together_->runs;
  if (waits_) --together_->waiting;
}

std::vector<batch> lab_run::poll() {
  std::vector<batch> come;
  if (starts_over_) start_over();
  for (const auto& line : player_->lines()) {
    if (candidate_ && line.starts_with("candidate ")) come = candidate_->rest();
    take(line);
  }
  if (player_->ended()) {
    trouble_ = described_.name + " is no longer played: its scenario ended; open the lab again";
    finish_round();  // the others go on without it
  }
  begin_round();
  if (candidate_) {
    for (auto& each : candidate_->poll()) come.push_back(std::move(each));
  }
  return come;
}

void lab_run::take(const std::string& line) {
  if (const auto number = behind(line, "candidate ")) {
    pid_t process = 0;
    std::from_chars(number->data(), number->data() + number->size(), process);
    try {
      candidate_.emplace(process);
      trouble_.clear();
    } catch (const std::exception& error) {
      trouble_ = error.what();
    }
  } else if (const auto promise = behind(line, "promise ")) {
    breaking_.push_back(*promise);
  } else if (const auto error = behind(line, "error ")) {
    trouble_ = *error;
  } else if (line == "round over") {
    broken_ = std::exchange(breaking_, {});
    finish_round();
  }
}

void lab_run::finish_round() {
  if (!std::exchange(waits_, true)) ++together_->waiting;
}

// Once a poll, however often a slider moved meanwhile. A round that is being played is played anew; the
// others do the same, for a knob is turned for all.
void lab_run::start_over() {
  starts_over_ = false;
  try {
    player_ = std::make_unique<player>(described_.words);
  } catch (const std::system_error& error) {
    trouble_ = error.what();
    return;
  }
  breaking_.clear();
  for (const auto& each : described_.knobs) tell(each);
  if (!waits_) player_->tell("next");
}

void lab_run::begin_round() {
  if (together_->waiting == together_->runs) {
    ++together_->round;
    together_->waiting = 0;
  }
  if (!waits_ || round_ == together_->round) return;
  round_ = together_->round;
  waits_ = false;
  player_->tell("next");
}

void lab_run::turn(const std::string& name, std::int64_t value) {
  for (auto& each : described_.knobs) {
    if (each.name != name) continue;
    each.value = value;
    if (acts_at_once(name)) {
      tell(each);
    } else {
      starts_over_ = true;
    }
  }
}

void lab_run::tell(const knob& one) const {
  player_->tell("set " + one.name + ' ' + std::to_string(one.value));
}

}  // namespace millrace::viewer
