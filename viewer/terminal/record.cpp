// The commands around recordings: record makes one of a running process, export turns one into other tools'
// formats.
#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>

#include <fmt/format.h>

#include <millrace/probe/export_chrome.h>
#include <millrace/probe/export_perfetto.h>
#include <millrace/probe/take_recording.h>

#include "terminal/live_commands.h"

namespace millrace::viewer::terminal {
namespace {

using clock = std::chrono::steady_clock;
namespace fs = std::filesystem;

volatile std::sig_atomic_t interrupted = 0;

/// Ctrl-C ends a recording, and a full disk or a limit is an error to report, not a signal to die of.
void take_signals() {
  for (const int each : {SIGINT, SIGTERM, SIGHUP}) std::signal(each, [](int) { interrupted = 1; });
  std::signal(SIGXFSZ, SIG_IGN);
}

void say_what_was_recorded(const probe::recorder& made, const fs::path& file, clock::duration took) {
  fmt::print("{}: {} events ({} missed) in {:.1f} s, {} bytes\n", file.string(), made.events(), made.missed(),
             std::chrono::duration<double>(took).count(), made.bytes());
}

template <class Writer>
probe::told draw(probe::recording& from, const fs::path& file) {
  std::ofstream stream(file, std::ios::binary);
  Writer to(stream);
  const auto told = probe::tell(from, to);
  stream.close();
  if (!stream)
    throw std::runtime_error("cannot write all of " + file.string() + "; name another file, or make room");
  return told;
}

fs::path beside(const fs::path& recording, const std::string& format) {
  fs::path made = recording;
  return made.replace_extension(format == "chrome" ? ".json" : ".perfetto-trace");
}

}  // namespace

int record(const record_options& how) {
  const pid_t process = how.process;
  probe::reader from(process);
  const auto program = from.look().program;
  const fs::path file = how.output.empty()
                            ? fs::path(fmt::format("{}-{}.millrace", program, process)).filename()
                            : fs::path(how.output);
  probe::recorder to(file);
  take_signals();
  fmt::print("Recording {} (process {}) to {} until it ends{}\n", program, process, file.string(),
             how.seconds > 0 ? fmt::format(", for {} s at most", how.seconds) : ", or Ctrl-C");
  std::fflush(stdout);
  const auto began = clock::now();
  const std::chrono::duration<double> most(how.seconds);
  try {
    probe::take_recording(
        from, to, [&] { return interrupted == 0 && (how.seconds <= 0 || clock::now() - began < most); });
  } catch (...) {
    say_what_was_recorded(to, file, clock::now() - began);
    throw;
  }
  say_what_was_recorded(to, file, clock::now() - began);
  fmt::print("For ui.perfetto.dev: millrace export {} --format perfetto\n", file.string());
  return 0;
}

int export_recording(const export_options& how) {
  probe::recording from((fs::path(how.recording)));
  const fs::path file = how.output.empty() ? beside(how.recording, how.format) : fs::path(how.output);
  if (fs::is_regular_file(file))
    throw std::runtime_error(file.string() + " is there already; name another file with --output");
  const bool chrome = how.format == "chrome";
  const auto told =
      chrome ? draw<probe::chrome_writer>(from, file) : draw<probe::perfetto_writer>(from, file);
  if (!from.trouble().empty()) fmt::print(stderr, "millrace export: {}\n", from.trouble());
  fmt::print("{}: {} events ({} missed) of {} tasks in {:.1f} s\n", file.string(), told.all_events,
             told.missed, told.tasks, told.seconds);
  for (std::size_t kind = 0; kind < told.events.size(); ++kind) {
    if (told.events[kind] > 0)
      fmt::print("  {:<16} {:>10}\n", probe::name_of(static_cast<probe::event_kind>(kind)),
                 told.events[kind]);
  }
  fmt::print("Open it in ui.perfetto.dev{}\n", chrome ? " or chrome://tracing" : "");
  return 0;
}

}  // namespace millrace::viewer::terminal
