#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "connection/live_process.h"
#include "connection/player.h"
#include "model/source.h"

namespace millrace::viewer {

/// Lets candidates that stand beside each other begin each round together.
struct round_gate {
  int runs = 0;     ///< candidates that take part
  int waiting = 0;  ///< of those, how many have finished their round
  long round = 0;
};

/// How to play a lab: the scenario's command line, and the knobs of its candidate.
struct lab_description {
  std::string name;                ///< "missing-receiver, broken"
  std::vector<std::string> words;  ///< of the scenario, with --live
  std::vector<knob> knobs;         ///< the load's, and those of lab.toml
};

/// A candidate of a lab, round after round under its scenario's load.
class lab_run final : public source {
 public:
  /// Throws std::system_error if the scenario cannot be started.
  lab_run(lab_description described, std::shared_ptr<round_gate> together);
  ~lab_run() override;

  std::vector<batch> poll() override;
  std::string name() const override { return described_.name; }
  std::string trouble() const override { return trouble_; }
  std::vector<knob> knobs() const override { return described_.knobs; }
  void turn(const std::string& name, std::int64_t value) override;
  std::vector<std::string> broken_promises() const override { return broken_; }

 private:
  void take(const std::string& line);
  void tell(const knob& one) const;
  void start_over();
  void begin_round();
  void finish_round();

  lab_description described_;
  std::shared_ptr<round_gate> together_;
  std::unique_ptr<player> player_;
  std::optional<live_process> candidate_;
  bool starts_over_ = false;  ///< a knob was turned that a candidate reads when it starts
  bool waits_ = true;         ///< for the others to finish their round
  long round_ = 0;
  std::string trouble_;
  std::vector<std::string> broken_;
  std::vector<std::string> breaking_;  ///< of the round that is being played
};

}  // namespace millrace::viewer
