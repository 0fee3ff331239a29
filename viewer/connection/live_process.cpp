#include "connection/live_process.h"

#include <algorithm>
#include <utility>

#include "connection/shared_axis.h"

namespace millrace::viewer {

live_process::live_process(pid_t process)
    : reader_(process),
      places_(std::make_unique<probe::place_names>(process)),
      name_(reader_.look().program) {}

// A look at ten thousand tasks takes some milliseconds. Between looks the events carry the state on; a tenth
// of the time at most goes into looking, unless events were lost.
bool live_process::look_is_due(const batch& come) const {
  constexpr int share_of_looks = 10;
  return !come.alive || come.missed > 0 ||
         std::chrono::steady_clock::now() - looked_ >= share_of_looks * look_took_;
}

void live_process::look(batch& come) {
  looked_ = std::chrono::steady_clock::now();
  come.state = reader_.look();
  look_took_ = std::chrono::steady_clock::now() - looked_;
  places_->name_in(*come.state);
  started_ = come.state->started;
  shown_ = come.state->knobs;
  come.at = std::max(come.at, come.state->at);
}

std::vector<batch> live_process::poll() {
  if (ended_) return {};
  batch come;
  come.alive = reader_.alive();
  come.events = reader_.events(come.missed);
  // What was written while the state was being read is shown with it.
  if (!come.events.empty()) come.at = come.events.back().at;
  if (look_is_due(come)) look(come);
  if (!come.state && come.events.empty()) return {};
  onto_shared_axis(come, started_);
  if (!come.alive) {
    ended_ = true;
    trouble_ = name_ + " has ended; what it did can still be seen";
  }
  std::vector<batch> all;
  all.push_back(std::move(come));
  return all;
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
