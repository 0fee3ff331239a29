#include <chrono>

#include <millrace/harness/candidate/knobs.h>
#include <millrace/probe/publisher.h>
#include <millrace/toolkit/task.h>

namespace millrace::harness {

// A turn is noticed within 20 ms. The thread is the toolkit's: no census holds it against the program.
knobs::knobs(http::server& of, const std::map<std::string, long>& settings) {
  for (const auto& [name, value] : settings) probe::publisher::show_knob(name, value);
  if (settings.empty()) return;
  looking_ = start_task(
      "knobs",
      [this, &of] {
        while (!over_.load(std::memory_order_relaxed)) {
          probe::publisher::take_wishes([&of](std::string_view name, std::int64_t value) {
            of.set(std::string(name), static_cast<long>(value));
          });
          std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
      },
      task_owner::toolkit);
}

knobs::~knobs() {
  over_.store(true, std::memory_order_relaxed);
  if (looking_.joinable()) looking_.join();
}

}  // namespace millrace::harness
