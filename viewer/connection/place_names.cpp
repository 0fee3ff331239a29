#include "connection/place_names.h"

#include <utility>

namespace millrace::viewer {

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

std::string place_names::of(const probe::code_list& path) {
  if (path.front() == 0) return {};
  const std::lock_guard lock(mutex_);
  if (const auto found = known_.find(path); found != known_.end()) return found->second;
  if (wanted_.insert(path).second) asked_.notify_one();
  return {};
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

}  // namespace millrace::viewer
