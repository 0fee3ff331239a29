#include "diagnoses/warnings_of.h"

#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <thread>
#include <unistd.h>

#include "connection/live_process.h"
#include "diagnoses/watchdog.h"
#include "probe/child.h"

namespace millrace::viewer {
namespace {

using namespace std::chrono_literals;

constexpr double longest_round = 60;

std::map<std::string, std::string> fired(const watchdog& by) {
  std::map<std::string, std::string> kinds;
  for (const auto& each : by.log()) kinds.emplace(each.what.kind, each.what.says);
  return kinds;
}

}  // namespace

void watch(pid_t process, double seconds, const std::function<void(const track&)>& each) {
  live_process from(process);
  track seen("watched");
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  do {
    for (auto& come : from.poll()) seen.add(std::move(come));
    each(seen);
    std::this_thread::sleep_for(16ms);  // a viewer's frame
  } while (seen.alive() && std::chrono::steady_clock::now() < end);
}

void watch_round(const std::string& lab, const std::string& candidate,
                 const std::function<void(const track&)>& each) {
  const std::string built = std::string(BUILT_LABS) + '/' + lab;
  const auto evidence =
      std::filesystem::temp_directory_path() / ("millrace-warnings-" + std::to_string(getpid()));
  child scenario({built + "/scenario", "--live", "--lab", std::string(LABS) + '/' + lab + "/lab.toml",
                  "--candidate", built + '/' + candidate + ".plain", "--name", candidate, "--evidence",
                  evidence.string()});
  scenario.tell("next\n");
  const auto line = scenario.line();
  if (!line.starts_with("candidate ")) throw std::runtime_error(lab + ": " + line);
  watch(std::stoi(line.substr(line.find(' '))), longest_round, each);
  std::string rest;
  scenario.wait(rest);
  std::filesystem::remove_all(evidence);
}

std::map<std::string, std::string> warnings_of(pid_t process, double seconds) {
  watchdog watching;
  watch(process, seconds, [&](const track& seen) { watching.look(seen); });
  return fired(watching);
}

std::map<std::string, std::string> warnings_of_round(const std::string& lab, const std::string& candidate) {
  watchdog watching;
  watch_round(lab, candidate, [&](const track& seen) { watching.look(seen); });
  return fired(watching);
}

}  // namespace millrace::viewer
