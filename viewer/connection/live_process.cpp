#include "connection/live_process.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "connection/shared_axis.h"

namespace millrace::viewer {
namespace {

/// Twice a frame.
constexpr std::chrono::microseconds between_reads{8'333};
constexpr std::size_t most_waiting = 256;

}  // namespace

live_process::live_process(pid_t process)
    : reader_(process),
      places_(std::make_unique<probe::place_names>(process)),
      name_(reader_.look().program) {
  if (take_in()) reading_ = std::jthread([this](const std::stop_token& stop) { read_on(stop); });
}

void live_process::read_on(const std::stop_token& stop) {
  while (!stop.stop_requested() && take_in()) std::this_thread::sleep_for(between_reads);
}

// A look at ten thousand tasks takes some milliseconds. Between looks the events carry the state on; a quarter
// of the time at most goes into looking, unless events were lost.
bool live_process::look_is_due(const batch& come) const {
  constexpr int share_of_looks = 4;
  return !come.alive || come.missed > 0 ||
         std::chrono::steady_clock::now() - looked_ >= share_of_looks * look_took_;
}

void live_process::look(batch& come) {
  looked_ = std::chrono::steady_clock::now();
  come.state = reader_.look();
  look_took_ = std::chrono::steady_clock::now() - looked_;
  places_->name_in(*come.state);
  started_ = come.state->started;
  come.at = std::max(come.at, come.state->at);
}

bool live_process::take_in() {
  batch come;
  come.alive = reader_.alive();
  {
    // Nobody polls: what is not read is overwritten, and counted as missed when somebody does again.
    const std::lock_guard lock(mutex_);
    if (come.alive && come_.size() == most_waiting) return true;
  }
  come.events = reader_.events(come.missed);
  // What was written while the state was being read is shown with it.
  if (!come.events.empty()) come.at = come.events.back().at;
  if (look_is_due(come)) look(come);
  const bool alive = come.alive;
  if (!come.state && come.events.empty()) return alive;
  onto_shared_axis(come, started_);
  const std::lock_guard lock(mutex_);
  come_.push_back(std::move(come));
  return alive;
}

std::vector<batch> live_process::poll() {
  std::vector<batch> all;
  {
    const std::lock_guard lock(mutex_);
    all.swap(come_);
  }
  for (const auto& each : all) {
    if (each.state) shown_ = each.state->knobs;
    if (!each.alive) trouble_ = name_ + " has ended; what it did can still be seen";
  }
  return all;
}

std::vector<batch> live_process::rest() {
  if (reading_.joinable()) {
    reading_.request_stop();
    reading_.join();
    if (come_.empty() || come_.back().alive) take_in();
  }
  return poll();
}

// What a knob's range is nobody says: from nothing to a few times what it is.
std::vector<knob> live_process::knobs() const {
  std::vector<knob> all;
  for (const auto& each : shown_)
    all.push_back({each.name, each.value, 0, std::max<std::int64_t>(100, each.value * 4), {}});
  return all;
}

void live_process::turn(const std::string& name, std::int64_t value) {
  for (const auto& each : shown_) {
    if (each.name == name) reader_.wish(each.index, value);
  }
}

}  // namespace millrace::viewer
