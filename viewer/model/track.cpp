#include "model/track.h"

#include <utility>

namespace millrace::viewer {

// A candidate's next round is another process: what the last one's tasks did ended with it.
void track::end_tasks_of_last_process(batch& come) const {
  const auto& last = now_.state();
  if (!come.state || past_.empty() || last.process == come.state->process) return;
  std::vector<probe::event_view> ends;
  for (const auto& task : last.tasks)
    ends.push_back({past_.end(), task.slot, probe::event_kind::task_ended, 0, task.slot, 0});
  come.events.insert(come.events.begin(), ends.begin(), ends.end());
}

void track::add(batch come) {
  alive_ = come.alive;
  end_tasks_of_last_process(come);
  past_.add(come);
  if (come.state) {
    now_.become(std::move(*come.state));  // ten thousand tasks take a while to copy
  } else {
    for (const auto& event : come.events) now_.apply(event);
  }
  paths_.learn(come.events, now_);
  measured_.add(come, now_);
}

void track::hold(double when) const {
  if (when >= past_.end()) shown_.stand(now_, when);
}

const world& track::at(double when) const {
  return when >= past_.end() ? now_ : shown_.at(past_, when);
}

}  // namespace millrace::viewer
