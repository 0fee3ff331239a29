#include <algorithm>
#include <thread>

#include <millrace/harness/supervisor/pace.h>

namespace millrace::harness {

// Whoever may not send yet asks again soon: so a knob acts at once, however slow the pace was.
void pace::await_turn(int number, const std::function<bool()>& over) {
  constexpr std::chrono::milliseconds soon(2);
  while (!may_send(number) && !over()) std::this_thread::sleep_for(soon);
}

bool pace::may_send(int number) {
  if (!knobs_) return true;
  const long clients = knobs_->clients;
  if (clients > 0 && number >= clients) return false;
  const long per_second = knobs_->per_second;
  if (per_second <= 0) return true;
  const auto interval = std::chrono::duration_cast<clock::duration>(
      std::chrono::duration<double>(1.0 / static_cast<double>(per_second)));
  const auto now = clock::now().time_since_epoch().count();
  auto due = due_.load();
  // A load that fell behind does not catch up in a burst of more than a few requests.
  const auto next = [&] { return std::max(due, now - 4 * interval.count()) + interval.count(); };
  while (due <= now) {
    if (due_.compare_exchange_weak(due, next())) return true;
  }
  return false;
}

}  // namespace millrace::harness
