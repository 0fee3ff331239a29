#include "verdict/check.h"

#include <algorithm>
#include <exception>
#include <fstream>
#include <mutex>
#include <thread>

#include "verdict/evidence.h"
#include "verdict/exploring.h"
#include "verdict/process.h"

namespace millrace::tutor {
namespace {

/// One check under way.
class checking {
 public:
  checking(const project& where, const lab& which, const check_request& wanted, const check_listener& listen,
           const std::stop_token& stop)
      : where_(where), lab_(which), wanted_(wanted), listen_(listen), stop_(stop) {
    outcome_.lab = which.name;
    outcome_.candidate = wanted.candidate;
    outcome_.instruments = wanted.instruments.empty() ? instruments_of(which) : wanted.instruments;
    for (const auto& instrument : outcome_.instruments) {
      const auto flavour = flavour_for(instrument);
      if (std::ranges::find(flavours_, flavour) == flavours_.end()) flavours_.push_back(flavour);
    }
  }

  verdict run() {
    source_of(where_, lab_, wanted_.candidate);
    outcome_.evidence = new_evidence(where_, lab_, wanted_.candidate);
    std::vector<std::jthread> running;
    for (const auto& step : steps()) {
      if (!build(step)) break;
      for (const auto& flavour : step) running.emplace_back([this, flavour] { run_flavour(flavour); });
    }
    running.clear();
    if (failure_) std::rethrow_exception(failure_);
    outcome_.stopped = stop_.stop_requested();
    std::ranges::sort(outcome_.runs, {},
                      [&](const run_result& r) { return std::ranges::find(flavours_, r.flavour); });
    note_verdict(outcome_);
    return outcome_;
  }

 private:
  /// What is built together. Plain alone first, so that its run is on its way while the slower builds are
  /// made; the explorer's last.
  std::vector<std::vector<std::string>> steps() const {
    std::vector<std::vector<std::string>> all(3);
    for (const auto& flavour : flavours_)
      all[flavour == "plain" ? 0 : flavour == "explore" ? 2 : 1].push_back(flavour);
    std::erase_if(all, [](const auto& step) { return step.empty(); });
    return all;
  }

  void tell(const check_event& event) {
    const std::lock_guard lock(mutex_);
    if (listen_ && !stop_.stop_requested()) listen_(event);
  }

  bool build(const std::vector<std::string>& flavours) {
    std::vector<std::string> targets = {lab_.name + ".scenario"};
    for (const auto& flavour : flavours) targets.push_back(target_of(lab_, wanted_.candidate, flavour));
    tell({check_event::kind::building, flavours.front()});
    const auto on_wait = [&] { tell({check_event::kind::waiting, flavours.front()}); };
    auto built = build_targets(where_, targets, stop_, on_wait);
    const auto log = outcome_.evidence / ("build-" + flavours.front() + ".log");
    std::ofstream(log) << built.log;
    if (built.built) return true;
    if (built.stopped) return false;
    const auto elsewhere =
        failure_elsewhere(built, source_of(where_, lab_, wanted_.candidate), shown(where_, log));
    if (!elsewhere.empty()) {
      const std::lock_guard lock(mutex_);
      outcome_.error = elsewhere;
    } else {
      tell({check_event::kind::build_failed, flavours.front(), nullptr, &built});
      outcome_.failed_build = std::move(built);
    }
    return false;
  }

  void run_flavour(const std::string& flavour) {
    try {
      tell({check_event::kind::running, flavour});
      const auto evidence = outcome_.evidence / flavour;
      auto result =
          flavour == "explore"
              ? run_exploration(where_, lab_, wanted_.candidate, evidence, wanted_.seed,
                                wanted_.exploring > 0 ? wanted_.exploring : usual_exploration, stop_)
              : run_scenario(where_, lab_, wanted_.candidate, flavour, evidence, wanted_.seed, "check",
                             stop_);
      if (stop_.stop_requested()) return;
      std::erase_if(result.findings, [&](const finding& f) {
        return std::ranges::find(outcome_.instruments, f.instrument) == outcome_.instruments.end();
      });
      tell({check_event::kind::finished, flavour, &result});
      const std::lock_guard lock(mutex_);
      if (!result.error.empty()) outcome_.error = result.error;
      outcome_.runs.push_back(std::move(result));
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!stop_.stop_requested()) failure_ = std::current_exception();
    }
  }

  const project& where_;
  const lab& lab_;
  const check_request& wanted_;
  const check_listener& listen_;
  const std::stop_token& stop_;
  std::vector<std::string> flavours_;
  std::mutex mutex_;
  verdict outcome_;             // its runs and error are guarded by mutex_
  std::exception_ptr failure_;  // guarded by mutex_
};

}  // namespace

const std::vector<std::string>& all_instruments() {
  static const std::vector<std::string> all = {"outcome", "tasks", "race", "memory", "explore"};
  return all;
}

std::vector<std::string> instruments_of(const lab& which) {
  auto all = all_instruments();
  if (!which.explored()) std::erase(all, "explore");
  return all;
}

std::string flavour_for(const std::string& instrument) {
  if (instrument == "outcome" || instrument == "tasks") return "plain";
  if (std::ranges::find(all_instruments(), instrument) != all_instruments().end()) return instrument;
  throw cannot_run("there is no instrument '" + instrument +
                   "'; there are outcome, tasks, race, memory and explore");
}

bool verdict::passed() const {
  return ran() && !runs.empty() && std::ranges::all_of(runs, [](const run_result& r) { return r.passed(); });
}

std::vector<finding> verdict::findings() const {
  std::vector<finding> all;
  for (const auto& run : runs) all.insert(all.end(), run.findings.begin(), run.findings.end());
  return all;
}

int verdict::exit_code() const {
  if (!error.empty() || stopped) return could_not_run;
  return passed() ? tutor::passed : candidate_failed;
}

run_result run_scenario(const project& where, const lab& which, const std::string& candidate,
                        const std::string& flavour, const std::filesystem::path& evidence, unsigned seed,
                        const std::string& scale, const std::stop_token& stop) {
  std::filesystem::create_directories(evidence);
  const std::vector<std::string> words = {scenario_of(where, which).string(),
                                          "--lab",
                                          which.description().string(),
                                          "--candidate",
                                          program_of(where, which, candidate, flavour).string(),
                                          "--name",
                                          candidate,
                                          "--source",
                                          source_of(where, which, candidate).string(),
                                          "--flavour",
                                          flavour,
                                          "--evidence",
                                          evidence.string(),
                                          "--seed",
                                          std::to_string(seed),
                                          "--scale",
                                          scale};
  note_command(evidence, words);
  const auto run = run_process(words, where.root, stop, std::chrono::minutes(5));
  note_exit(evidence, run.code, run.output);
  if (run.stopped) {
    run_result none;
    none.flavour = flavour;
    none.error = stop.stop_requested()
                     ? "stopped"
                     : "the scenario did not end within 5 minutes; see " + evidence.string();
    return none;
  }
  return read_result(evidence);
}

verdict check(const project& where, const lab& which, const check_request& wanted,
              const check_listener& listen, const std::stop_token& stop) {
  return checking(where, which, wanted, listen, stop).run();
}

}  // namespace millrace::tutor
