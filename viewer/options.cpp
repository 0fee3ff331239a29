#include "options.h"

#include <charconv>

#include <CLI/CLI.hpp>

namespace millrace::viewer {
namespace {

/// "3s", "250ms" or "3": seconds.
double seconds_of(const std::string& text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string unit(end, text.data() + text.size());
  if (error != std::errc() || number < 0 || !(unit.empty() || unit == "s" || unit == "ms"))
    throw CLI::ValidationError("--at", "'" + text + "' is no time; write it like 3s or 250ms");
  return unit == "ms" ? number / 1000 : number;
}

/// "1280x720".
void read_size(const std::string& text, options& into) {
  const auto x = text.find('x');
  const auto number = [&](std::string_view part) {
    int value = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
    const bool whole = error == std::errc() && end == part.data() + part.size();
    if (!whole || value < 320 || value > 8192)
      throw CLI::ValidationError("--size",
                                 "'" + text + "' is no size; write it like 1280x720, each 320 to 8192");
    return value;
  };
  if (x == std::string::npos)
    throw CLI::ValidationError("--size", "'" + text + "' is no size; write it like 1280x720");
  into.width = number(std::string_view(text).substr(0, x));
  into.height = number(std::string_view(text).substr(x + 1));
}

/// "workers=1:32:8".
knob read_knob(const std::string& text) {
  const auto equals = text.find('=');
  long least = 0;
  long most = 0;
  long value = 0;
  if (equals == std::string::npos ||
      std::sscanf(text.c_str() + equals + 1, "%ld:%ld:%ld", &least, &most, &value) != 3 || least > most)
    throw CLI::ValidationError("--knob", "'" + text + "' is no knob; write it like workers=1:32:8");
  return {text.substr(0, equals), value, least, most, {}};
}

constexpr char about[] =
    "Shows running processes: work as it flows, tasks and what they wait for, time and what went before.";

/// The options, and the words that become some of them.
struct written {
  options chosen;
  std::string size = "1280x720";
  std::string at = "3s";
  std::vector<std::string> knobs;
};

void describe(CLI::App& program, written& into) {
  program.add_option("--attach", into.chosen.attach,
                     "A process that publishes: a candidate, or one under millrace watch");
  program.add_option("--replay", into.chosen.replay, "A recording");
  program
      .add_option("--compare", into.chosen.compare,
                  "Benchmark results beside each other: two or more files of JSON")
      ->type_name("FILE")
      ->expected(2, 16);
  program.add_option("--metric", into.chosen.metric, "Of --compare: real_time, cpu_time, or any counter");
  program.add_option("--panel", into.chosen.panel,
                     "The one to begin with: flow, tasks, waits, timeline, charts, course");
  program.add_flag("--light", into.chosen.light, "Light, not dark");
  program.add_option("--scale", into.chosen.scale, "Of everything, 1 to 3")->check(CLI::Range(1.0, 3.0));
  program.add_option("--screenshot", into.chosen.screenshot,
                     "A picture as PNG, without a window or a display");
  program.add_option("--size", into.size, "Of the window or the picture: 1280x720");
  program.add_option("--at", into.at, "The moment of the picture, after the start");
  program.add_option("--frame-times", into.chosen.frame_times,
                     "Writes what each frame cost to a file, in microseconds");
  const std::string group = "For a lab (millrace view LAB says these)";
  program.add_option("--lab", into.chosen.lab, "Its name")->group(group);
  program.add_option("--scenario", into.chosen.scenario, "Its scenario's program")->group(group);
  program.add_option("--lab-file", into.chosen.lab_file, "Its lab.toml")->group(group);
  program.add_option("--candidate", into.chosen.candidates, "NAME=PROGRAM")->group(group);
  program.add_option("--knob", into.knobs, "NAME=LEAST:MOST:VALUE")->group(group);
  program.add_option("--most-tasks", into.chosen.most_tasks, "The lab's bound")->group(group);
  program.add_option("--course", into.chosen.course, "The millrace program")->group(group);
}

}  // namespace

options read_options(const std::vector<std::string>& words) {
  std::vector<const char*> raw;
  for (const auto& word : words) raw.push_back(word.c_str());
  return read_options(static_cast<int>(raw.size()), raw.data());
}

options read_options(int argc, const char* const* argv) {
  written written;
  CLI::App program(about);
  describe(program, written);
  program.parse(argc, argv);
  read_size(written.size, written.chosen);
  written.chosen.at = seconds_of(written.at);
  for (const auto& each : written.knobs) written.chosen.knobs.push_back(read_knob(each));
  return written.chosen;
}

std::string help() {
  written none;
  CLI::App program(about, "millrace view");
  describe(program, none);
  return program.help();
}

}  // namespace millrace::viewer
