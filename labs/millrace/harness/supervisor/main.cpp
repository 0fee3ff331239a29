// The program that every scenario.cpp becomes: runs it against one candidate and writes result.json.
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <system_error>

#include <millrace/harness/supervisor/command_line.h>
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

int run_program(run_options options) {
  end_on_signal();
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
  try {
    const auto options = read_options(argc, argv);
    if (options) return run_program(*options);
    std::fputs(help_text, stdout);
    return passed;
  } catch (const cannot_run& reason) {
    std::cerr << "scenario: " << reason.what() << "; " << reason.next() << '\n';
    return could_not_run;
  }
}
