#include "diagnoses/made_up.h"

#include <algorithm>
#include <utility>

namespace millrace::viewer {

made_up::made_up() {
  now.at = 100;
  now.process = 42;
  now.tasks.reserve(1000);
  now.resources.reserve(1000);
}

probe::task_view& made_up::task(const std::string& name) {
  const auto number = static_cast<std::uint32_t>(now.tasks.size());
  auto& made = now.tasks.emplace_back();
  made.slot = number;
  made.generation = 1;
  made.thread_id = static_cast<std::int32_t>(1000 + number);
  made.name = name;
  made.spawned_at = "/src/service.cpp:7";
  made.since = now.at;
  event(probe::event_kind::task_started, number, 0, number);
  return made;
}

probe::task_view& made_up::handler(const std::string& route) {
  auto& made = task("connection");
  made.route = route;
  made.stage = static_cast<std::uint8_t>(request_stage::handling);
  event(probe::event_kind::request, made.slot, made.stage, 0);
  return made;
}

probe::resource_view& made_up::resource(resource_kind kind, const std::string& name, std::int64_t capacity) {
  auto& made = now.resources.emplace_back();
  made.id = static_cast<std::uint32_t>(now.resources.size());
  made.generation = 1;
  made.kind = static_cast<std::uint8_t>(kind);
  made.name = name;
  made.made_at = "/src/service.cpp:15";
  made.capacity = capacity;
  return made;
}

void made_up::block(probe::task_view& task, wait_reason reason, std::uint32_t resource) {
  task.blocked = true;
  task.reason = static_cast<std::uint8_t>(reason);
  task.resource = resource;
  task.since = now.at;
  task.waits_at = "/src/service.cpp:20";
  event(probe::event_kind::blocked, task.slot, task.reason, resource);
}

void made_up::block(probe::task_view& task, probe::lock_wait reason, std::uint64_t lock,
                    std::int32_t holder) {
  task.blocked = true;
  task.reason = static_cast<std::uint8_t>(reason);
  task.lock = lock;
  task.holder = holder;
  task.since = now.at;
  task.waits_at = "/src/service.cpp:20";
}

void made_up::resume(probe::task_view& task) {
  task.blocked = false;
  task.resource = 0;
  task.holder = 0;
  task.since = now.at;
}

// The others stay where they are: tests hold references to them.
void made_up::end(const probe::task_view& task) {
  event(probe::event_kind::task_ended, task.slot, 0, task.slot);
  auto& gone = now.tasks[task.slot];
  gone.of_toolkit = true;
  gone.blocked = false;
  gone.thread_id = 0;
  gone.stage = 0;
  gone.holds.clear();
}

void made_up::event(probe::event_kind kind, std::uint32_t task, std::uint8_t detail, std::uint32_t subject,
                    std::int64_t value) {
  events.push_back({0, task, kind, detail, subject, value});
}

void made_up::step() {
  now.at += 0.1;
  batch come;
  come.at = now.at;
  come.state = now;
  // A reader reckons when a wait began anew at each look: the same moment, some nanoseconds apart.
  const double apart = 1e-8 * (looks_++ % 3);
  for (auto& task : come.state->tasks) task.since += apart;
  come.events = std::exchange(events, {});
  for (auto& each : come.events) each.at = now.at;
  come.alive = alive;
  seen_.add(std::move(come));
}

std::vector<warning> made_up::watch(diagnosis& by, double seconds, const std::function<void(double)>& each) {
  std::vector<warning> found;
  const double begin = now.at;
  while (now.at < begin + seconds - 1e-9) {
    if (each) each(now.at - begin);
    step();
    for (auto& one : by.check(seen_)) found.push_back(std::move(one));
  }
  return found;
}

}  // namespace millrace::viewer
