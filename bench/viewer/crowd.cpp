// crowd TASKS: one thread that publishes for so many tasks, as busy as its knob says, until standard input
// ends. A machine with two processors cannot run ten thousand threads at a million events a second; the
// reader sees no difference.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

#include <millrace/probe/publisher.h>
#include <millrace/probe/thread_slot.h>
#include <millrace/toolkit/observer.h>

using namespace millrace;
using clock_type = std::chrono::steady_clock;

namespace {

constexpr std::size_t channels = 16;

/// The calling thread acts as each in turn.
class crowd {
 public:
  crowd(probe::publisher& published, std::size_t tasks) : published_(published), blocked_(tasks) {
    for (std::size_t i = 0; i < channels; ++i) {
      published_.resource_opened({.kind = resource_kind::channel,
                                  .name = "queue " + std::to_string(i),
                                  .capacity = 64,
                                  .made_at = std::source_location::current()});
    }
    for (std::size_t i = 0; i < tasks; ++i) {
      probe::own::slot = probe::own::not_asked;
      published_.task_started(("task " + std::to_string(i)).c_str(), task_owner::program,
                              std::source_location::current());
      slots_.push_back(probe::own::slot);
    }
  }

  /// One event: the next task blocks, or goes on.
  void step() {
    const auto i = next_++ % slots_.size();
    probe::own::slot = slots_[i];
    probe::wait_depth() = blocked_[i] ? 1 : 0;
    if (blocked_[i]) {
      published_.resumed();
    } else {
      published_.blocked(wait_reason::channel_receive, static_cast<resource_id>(1 + i % channels),
                         std::source_location::current());
    }
    blocked_[i] = !blocked_[i];
  }

 private:
  probe::publisher& published_;
  std::vector<int> slots_;
  std::vector<bool> blocked_;
  std::size_t next_ = 0;
};

bool input_ended() {
  char byte = 0;
  return read(STDIN_FILENO, &byte, 1) == 0;
}

}  // namespace

int main(int count, char** words) {
  auto* published = probe::publisher::start("crowd");
  if (!published || count != 2) return 2;
  crowd all(*published, std::strtoul(words[1], nullptr, 10));
  std::int64_t events_per_second = 1'000'000;
  probe::publisher::show_knob("events", events_per_second);
  std::puts("ready");
  std::fflush(stdout);
  fcntl(STDIN_FILENO, F_SETFL, O_NONBLOCK);
  auto last = clock_type::now();
  double due = 0;
  while (!input_ended()) {
    probe::publisher::take_wishes([&](std::string_view, std::int64_t value) { events_per_second = value; });
    std::this_thread::sleep_for(std::chrono::microseconds(200));
    const auto now = clock_type::now();
    due += std::chrono::duration<double>(now - last).count() * static_cast<double>(events_per_second);
    due = std::min(due,
                   static_cast<double>(events_per_second) / 100);  // what it slept through is not made up for
    last = now;
    for (; due >= 1; --due) all.step();
  }
}
