#include <utility>

#include <millrace/probe/place_names.h>

namespace millrace::probe {

// It learns at once where the code lies: a process that ends soon can be asked about afterwards.
place_names::place_names(pid_t process) : places_(process) {
  places_.learn();
  looking_ = std::thread([this] { look_up(); });
}

place_names::~place_names() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
  }
  asked_.notify_one();
  looking_.join();
}

std::string place_names::of(const code_list& path) {
  if (path.front() == 0) return {};
  const std::lock_guard lock(mutex_);
  if (const auto found = known_.find(path); found != known_.end()) return found->second;
  if (wanted_.insert(path).second) asked_.notify_one();
  return {};
}

void place_names::name_in(snapshot& seen) {
  for (auto& task : seen.tasks) {
    if (task.spawned_at.empty()) task.spawned_at = of(task.spawn_path);
    if (task.blocked && task.waits_at.empty()) task.waits_at = of(task.wait_path);
    for (auto& held : task.holds) held.taken_at = of({held.code});
  }
  for (auto& pair : seen.lock_pairs) {
    pair.held_at = of({pair.held_code});
    pair.taken_at = of(pair.taken_path);
  }
}

void place_names::look_up() {
  std::unique_lock lock(mutex_);
  while (true) {
    asked_.wait(lock, [this] { return over_ || !wanted_.empty(); });
    if (over_) return;
    const auto path = *wanted_.begin();
    lock.unlock();
    auto place = places_.place(path);
    lock.lock();
    known_[path] = std::move(place);
    wanted_.erase(path);
  }
}

}  // namespace millrace::probe
