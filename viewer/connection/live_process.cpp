#include "connection/live_process.h"

#include <algorithm>
#include <utility>

namespace millrace::viewer {
namespace {

/// From seconds of the process's life to seconds of the machine's clock.
void onto_shared_axis(batch& come, double started) {
  come.at += started;
  for (auto& event : come.events) event.at += started;
  if (!come.state) return;
  come.state->at += started;
  for (auto& task : come.state->tasks) task.since += started;
}

}  // namespace

live_process::live_process(pid_t process)
    : reader_(process), places_(std::make_unique<place_names>(process)), name_(reader_.look().program) {}

std::vector<batch> live_process::poll() {
  if (ended_) return {};
  batch come;
  come.alive = reader_.alive();
  come.events = reader_.events(come.missed);
  come.state = reader_.look();
  name_places(*come.state);
  come.at = come.state->at;
  shown_ = come.state->knobs;
  // What was written while the state was being read is shown with it.
  if (!come.events.empty()) come.at = std::max(come.at, come.events.back().at);
  onto_shared_axis(come, come.state->started);
  if (!come.alive) {
    ended_ = true;
    trouble_ = name_ + " has ended; what it did can still be seen";
  }
  std::vector<batch> all;
  all.push_back(std::move(come));
  return all;
}

// What the toolkit says of a place is better than what the code's addresses do.
void live_process::name_places(probe::snapshot& in) {
  for (auto& task : in.tasks) {
    if (task.spawned_at.empty()) task.spawned_at = places_->of(task.spawn_path);
    if (task.blocked && task.waits_at.empty()) task.waits_at = places_->of(task.wait_path);
  }
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
