#include <cassert>
#include <chrono>
#include <functional>
#include <stdexcept>
#include <utility>
#include <vector>

#include <millrace/harness/exploration/explored_run.h>
#include <millrace/toolkit/task.h>

namespace millrace::harness {

using std::chrono::milliseconds;

// The explorer tells one failed assertion from another by its line: here by its promise.
void broken(std::string_view promise, std::string_view detail) {
  const std::string text = std::string(promise) + (detail.empty() ? "" : ": ") + std::string(detail);
  __assert_fail(text.c_str(), __FILE__, static_cast<unsigned>(std::hash<std::string_view>()(promise)), "");
}

upstream& explored_run::provide(std::string name, http::handler answer) {
  if (engine_) throw std::logic_error("provide: call it before start");
  auto& made = upstreams_[std::move(name)];
  made = std::make_unique<played_upstream>(std::move(answer));
  return *made;
}

void explored_run::begin() {
  http::memory_engine::upstream_map upstreams;
  for (const auto& [name, played] : upstreams_) upstreams[name] = played->where();
  auto owned = std::make_unique<http::memory_engine>(std::move(upstreams), settings_);
  engine_ = owned.get();
  app_.emplace(std::move(owned));
  serving_ = start_task("service", [this] {
    service(*app_);
    engine_->service_over();
  });
  if (!engine_->await_serving()) broken("the service serves", "it ended before it served anything");
}

// What the service was about to do it may finish, as it would between two requests.
void explored_run::end() {
  constexpr milliseconds between_requests(700);
  if (serving_.joinable()) std::this_thread::sleep_for(between_requests);
  stop();
  for (const auto& [name, played] : upstreams_) played->end();
}

void explored_run::stop() {
  if (!serving_.joinable()) return;
  engine_->stop();
  serving_.join();
}

http::client explored_run::client(http::client::options how) const {
  if (!engine_) throw std::logic_error("client: call start first");
  return http::client(engine_->where(), std::move(how));
}

bool explored_run::eventually(const std::function<bool()>& condition, milliseconds patience) {
  // Time passes only while nobody can go on: a look in between would find what the last one found.
  bool holds = condition();
  for (milliseconds waited(0); waited < patience && !holds; holds = condition()) {
    const auto step = waited / 4 + milliseconds(2);
    std::this_thread::sleep_for(step);
    waited += step;
  }
  return holds;
}

void explored_run::expect(std::string_view promise, bool held, std::string_view detail) {
  if (!held) broken(promise, detail);
}

}  // namespace millrace::harness
