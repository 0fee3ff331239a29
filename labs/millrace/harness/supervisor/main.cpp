// The program that every scenario.cpp becomes: runs it against one candidate and writes result.json.
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <system_error>
#include <unistd.h>

#include <CLI/CLI.hpp>

#include <millrace/harness/supervisor/end_on_signal.h>
#include <millrace/harness/supervisor/live_run.h>
#include <millrace/harness/supervisor/rounds.h>

namespace millrace::harness {
namespace {

enum exit_code { passed = 0, failed = 1, could_not_run = 2 };

std::vector<std::string> instruments_of(const std::string& flavour) {
  if (flavour == "plain") return {"outcome", "tasks"};
  return {flavour};
}

void play(live_run& stage) {
  try {
    scenario(stage);
  } catch (const cannot_run&) {
    throw;
  } catch (const http::transport_error& error) {
    stage.scenario_failed(error.what());
  } catch (const std::system_error& error) {
    throw cannot_run(std::string("the scenario ran out of threads, ports or files: ") + error.what(),
                     "close other programs or raise the limits (ulimit -u, ulimit -n)");
  } catch (const std::exception& error) {
    stage.scenario_failed(error.what());
  }
}

result run_it(const run_options& options) {
  result outcome;
  outcome.candidate = options.candidate;
  outcome.flavour = options.flavour;
  outcome.scale = options.scale;
  outcome.seed = options.seed;
  outcome.instruments = instruments_of(options.flavour);
  try {
    const lab described = read_lab(options.lab_file);
    outcome.lab = described.name;
    outcome.limits = described.limits;
    live_run stage(described, options);
    play(stage);
    const auto seen = stage.finish();
    outcome.findings = judge(seen, source_focus(options.source));
    outcome.invariants = seen.invariants;
    outcome.measured = seen.measured;
    outcome.end = seen.end;
  } catch (const cannot_run& reason) {
    outcome.error = failure{reason.what(), reason.next()};
  }
  return outcome;
}

void describe_options(CLI::App& program, run_options& options, std::vector<std::string>& settings) {
  program.add_option("--lab", options.lab_file, "the lab's lab.toml")->required();
  program.add_option("--candidate", options.program, "the candidate's program")->required();
  program.add_option("--name", options.candidate, "what to call it: broken, fixed, yours");
  program.add_option("--source", options.source, "its source file; findings point into it");
  program.add_option("--flavour", options.flavour, "how it was built")
      ->check(CLI::IsMember({"plain", "race", "memory"}));
  program.add_option("--evidence", options.evidence, "folder for result.json and all raw output")->required();
  program.add_option("--scale", options.scale, "how much load")->check(CLI::IsMember({"check", "bench"}));
  program.add_option("--seed", options.seed, "of the load's random choices");
  program.add_flag("--live", options.live,
                   "round after round, for a viewer: see rounds.h for what it says and obeys");
  program.add_option("--set", settings, "a setting of the candidate: NAME=NUMBER");
}

void read_settings(const std::vector<std::string>& texts, run_options& options) {
  for (const auto& text : texts) {
    const auto equals = text.find('=');
    try {
      options.settings[text.substr(0, equals)] = std::stol(text.substr(equals + 1));
    } catch (const std::exception&) {
      throw cannot_run("--set " + text + ": not NAME=NUMBER", "write it like --set workers=4");
    }
  }
}

int run_program(run_options& options, const std::vector<std::string>& settings) {
  end_on_signal();
  read_settings(settings, options);
  options.evidence = std::filesystem::absolute(options.evidence).string();
  std::error_code error;
  std::filesystem::create_directories(options.evidence, error);
  if (error)
    throw cannot_run("cannot make the folder " + options.evidence + ": " + error.message(),
                     "name another one");
  if (options.live) return play_rounds(options, play);
  const auto outcome = run_it(options);
  write_result(outcome, options.evidence);
  if (outcome.error) throw cannot_run(outcome.error->what, outcome.error->next);
  for (const auto& f : outcome.findings)
    std::printf("%s: %s: %s\n", f.instrument.c_str(), f.kind.c_str(), f.message.c_str());
  return outcome.passed() ? passed : failed;
}

}  // namespace
}  // namespace millrace::harness

int main(int argc, char** argv) {
  using namespace millrace::harness;
  CLI::App program("Runs a lab's scenario against one candidate.");
  run_options options;
  std::vector<std::string> settings;
  describe_options(program, options, settings);
  try {
    program.parse(argc, argv);
    return run_program(options, settings);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? passed : could_not_run;
  } catch (const cannot_run& reason) {
    std::cerr << "scenario: " << reason.what() << "; " << reason.next() << '\n';
    return could_not_run;
  }
}
