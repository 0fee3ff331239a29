#include <algorithm>
#include <charconv>
#include <getopt.h>
#include <initializer_list>
#include <string_view>
#include <system_error>

#include <millrace/harness/supervisor/command_line.h>

namespace millrace::harness {
namespace {

[[noreturn]] void refuse(const std::string& what) {
  throw cannot_run(what, "scenario --help lists the options");
}

long number_in(const std::string& option, const std::string& text, std::size_t from = 0) {
  const char* const end = text.data() + text.size();
  long number = 0;
  const auto [stop, error] = std::from_chars(text.data() + from, end, number);
  if (error != std::errc() || stop != end) refuse(option + ' ' + text + ": not a number");
  return number;
}

void one_of(std::initializer_list<std::string_view> known, const std::string& option,
            const std::string& value) {
  if (std::find(known.begin(), known.end(), value) == known.end())
    refuse(option + ' ' + value + ": there is no such " + option.substr(2));
}

void read_setting(const std::string& text, run_options& options) {
  const auto equals = text.find('=');
  if (equals == std::string::npos) refuse("--set " + text + ": not NAME=NUMBER");
  options.settings[text.substr(0, equals)] = number_in("--set", text, equals + 1);
}

}  // namespace

const char* const help_text = R"(Runs a lab's scenario against one candidate.
  --lab FILE           the lab's lab.toml (needed)
  --candidate PROGRAM  the candidate's program (needed)
  --evidence FOLDER    for result.json and all raw output (needed)
  --name NAME          what to call it: broken, fixed, yours
  --source FILE        its source file; findings point into it
  --flavour FLAVOUR    how it was built: plain, race or memory
  --scale SCALE        how much load: check or bench
  --seed NUMBER        of the load's random choices
  --live               round after round, for a viewer: see rounds.h for what it says and obeys
  --set NAME=NUMBER    a setting of the candidate
)";

std::optional<run_options> read_options(int argc, char** argv) {
  run_options options;
  enum choice { lab, candidate, evidence, name, source, flavour, scale, seed, live, set, help };
  constexpr option known[] = {{"lab", required_argument, nullptr, lab},
                              {"candidate", required_argument, nullptr, candidate},
                              {"evidence", required_argument, nullptr, evidence},
                              {"name", required_argument, nullptr, name},
                              {"source", required_argument, nullptr, source},
                              {"flavour", required_argument, nullptr, flavour},
                              {"scale", required_argument, nullptr, scale},
                              {"seed", required_argument, nullptr, seed},
                              {"live", no_argument, nullptr, live},
                              {"set", required_argument, nullptr, set},
                              {"help", no_argument, nullptr, help},
                              {}};
  std::string* const texts[] = {&options.lab_file, &options.program, &options.evidence, &options.candidate,
                                &options.source,   &options.flavour, &options.scale};
  opterr = 0;
  for (int chosen; (chosen = getopt_long(argc, argv, "h", known, nullptr)) != -1;) {
    if (chosen == help || chosen == 'h') return std::nullopt;
    if (chosen == '?') refuse(std::string(argv[optind - 1]) + ": not an option, or its value is missing");
    if (chosen < seed) *texts[chosen] = optarg;
    if (chosen == seed) options.seed = static_cast<unsigned>(number_in("--seed", optarg));
    if (chosen == live) options.live = true;
    if (chosen == set) read_setting(optarg, options);
  }
  if (optind < argc) refuse(std::string(argv[optind]) + ": not an option");
  for (const auto needed : {lab, candidate, evidence}) {
    if (texts[needed]->empty()) refuse(std::string("--") + known[needed].name + " is missing");
  }
  one_of({"plain", "race", "memory"}, "--flavour", options.flavour);
  one_of({"check", "bench"}, "--scale", options.scale);
  return options;
}

}  // namespace millrace::harness
