#include "learn/background_check.h"

#include <sys/eventfd.h>
#include <unistd.h>
#include <utility>

namespace millrace::tutor {

background_check::background_check(const project& where, const report& words)
    : where_(where), words_(words), wake_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

background_check::~background_check() {
  stop();
  close(wake_);
}

void background_check::stop() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
  take();
}

void background_check::start(const lab& which, const std::string& candidate) {
  stop();
  thread_ =
      std::jthread([this, &which, candidate](const std::stop_token& stop) { run(which, candidate, stop); });
}

void background_check::publish(const std::function<void(news&)>& add) {
  const std::lock_guard lock(mutex_);
  add(pending_);
  eventfd_write(wake_, 1);
}

void background_check::run(const lab& which, const std::string& candidate, const std::stop_token& stop) {
  std::optional<speed> measured;
  std::string failure;
  try {
    const auto listen = [&](const check_event& event) {
      if (event.what == check_event::kind::waiting)
        publish([](news& next) { next.text += "waiting for another build ...\n"; });
      if (event.what != check_event::kind::finished) return;
      publish([&](news& next) { next.text += words_.line_of(*event.result, instruments_of(which)); });
    };
    const auto outcome = check(where_, which, {candidate, {}, 1}, listen, stop);
    publish([&](news& next) { next.outcome = outcome; });
    if (outcome.passed() && candidate == "yours")
      measured = speed_beside_fixed(where_, which, candidate, outcome.evidence / "speed", stop);
  } catch (const std::exception& error) {
    failure = error.what();
  }
  publish([&](news& next) {
    next.measured = measured;
    next.failure = failure;
    next.over = true;
  });
}

background_check::news background_check::take() {
  news taken;
  {
    const std::lock_guard lock(mutex_);
    eventfd_t ignored = 0;
    eventfd_read(wake_, &ignored);
    taken = std::exchange(pending_, {});
  }
  if (taken.over && thread_.joinable()) thread_.join();
  return taken;
}

}  // namespace millrace::tutor
