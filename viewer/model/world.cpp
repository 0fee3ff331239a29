#include "model/world.h"

#include <algorithm>
#include <utility>

#include <millrace/toolkit/observer.h>

namespace millrace::viewer {
namespace {

using probe::event_kind;
using probe::event_view;

template <class Item>
void index_all(std::vector<std::uint32_t>& index, const std::vector<Item>& items, std::uint32_t Item::*number,
               std::uint32_t nowhere) {
  index.clear();
  for (std::size_t place = 0; place < items.size(); ++place) {
    const auto at = items[place].*number;
    if (at >= index.size()) index.resize(at + 1, nowhere);
    index[at] = static_cast<std::uint32_t>(place);
  }
}

/// Takes an item out in constant time; the last one takes its place.
template <class Item>
void take_out(std::vector<std::uint32_t>& index, std::vector<Item>& items, std::uint32_t number,
              std::uint32_t Item::*number_of, std::uint32_t nowhere) {
  const auto place = index[number];
  index[number] = nowhere;
  if (place + 1 < items.size()) {
    items[place] = std::move(items.back());
    index[items[place].*number_of] = place;
  }
  items.pop_back();
}

}  // namespace

void world::become(probe::snapshot state) {
  state_ = std::move(state);
  index_all(task_index_, state_.tasks, &probe::task_view::slot, nowhere);
  index_all(resource_index_, state_.resources, &probe::resource_view::id, nowhere);
}

const probe::task_view* world::task(std::uint32_t slot) const {
  const auto place = slot < task_index_.size() ? task_index_[slot] : nowhere;
  return place == nowhere ? nullptr : &state_.tasks[place];
}

const probe::resource_view* world::resource(std::uint32_t id) const {
  const auto place = id < resource_index_.size() ? resource_index_[id] : nowhere;
  return place == nowhere ? nullptr : &state_.resources[place];
}

probe::task_view* world::task_in(std::uint32_t slot) {
  return const_cast<probe::task_view*>(std::as_const(*this).task(slot));
}

probe::resource_view* world::resource_in(std::uint32_t id) {
  return const_cast<probe::resource_view*>(std::as_const(*this).resource(id));
}

int world::program_tasks() const {
  return static_cast<int>(std::ranges::count_if(
      state_.tasks, [](const auto& each) { return !each.of_toolkit && each.name != "main"; }));
}

void world::apply(const event_view& event) {
  state_.at = event.at;
  switch (event.kind) {
    case event_kind::task_started:
      return start_task(event);
    case event_kind::task_ended:
      return end_task(event.task);
    case event_kind::blocked:
      return block(event);
    case event_kind::resumed:
      if (auto* task = task_in(event.task)) {
        task->blocked = false;
        task->since = event.at;
        task->resource = 0;
        task->holder = 0;
      }
      return;
    case event_kind::resource_opened:
      return open_resource(event);
    case event_kind::resource_holds:
      if (auto* resource = resource_in(event.subject)) {
        resource->holds = event.value;
        resource->most = std::max(resource->most, event.value);
      }
      return;
    case event_kind::resource_passed:
      if (auto* resource = resource_in(event.subject)) {
        const auto how = static_cast<passage>(event.detail);
        resource->accepted += how == passage::accepted ? 1 : 0;
        resource->refused += how == passage::refused ? 1 : 0;
        resource->failed += how == passage::failed ? 1 : 0;
      }
      return;
    case event_kind::resource_closed:
      return close_resource(event.subject);
    case event_kind::request:
      return request(event);
    case event_kind::knob:
      for (auto& knob : state_.knobs) {
        if (knob.index == event.subject) knob.value = event.value;
      }
      return;
  }
}

// Its name comes with the next snapshot.
void world::start_task(const event_view& event) {
  if (event.task >= probe::most_tasks) return;
  end_task(event.task);
  if (event.task >= task_index_.size()) task_index_.resize(event.task + 1, nowhere);
  task_index_[event.task] = static_cast<std::uint32_t>(state_.tasks.size());
  probe::task_view made;
  made.slot = event.task;
  made.since = event.at;
  state_.tasks.push_back(std::move(made));
}

void world::end_task(std::uint32_t slot) {
  if (task(slot)) take_out(task_index_, state_.tasks, slot, &probe::task_view::slot, nowhere);
}

// What a blocked event carries depends on what is waited for: a resource of the toolkit, or a lock and its
// holder.
void world::block(const event_view& event) {
  auto* task = task_in(event.task);
  if (!task) return;
  const bool lock = is_plain_wait(event.detail);
  task->blocked = true;
  task->reason = event.detail;
  task->since = event.at;
  task->resource = lock ? 0 : event.subject;
  task->holder = lock ? static_cast<std::int32_t>(event.subject) : 0;
  task->lock = lock ? static_cast<std::uint64_t>(event.value) : 0;
}

void world::open_resource(const event_view& event) {
  if (event.subject == 0 || event.subject >= probe::most_resources) return;
  close_resource(event.subject);
  if (event.subject >= resource_index_.size()) resource_index_.resize(event.subject + 1, nowhere);
  resource_index_[event.subject] = static_cast<std::uint32_t>(state_.resources.size());
  probe::resource_view made;
  made.id = event.subject;
  made.kind = event.detail;
  state_.resources.push_back(std::move(made));
}

void world::close_resource(std::uint32_t id) {
  if (resource(id)) take_out(resource_index_, state_.resources, id, &probe::resource_view::id, nowhere);
}

void world::request(const event_view& event) {
  auto* task = task_in(event.task);
  if (!task) return;
  task->stage = event.detail;
  task->status = static_cast<int>(event.value);
  if (static_cast<request_stage>(event.detail) == request_stage::handling) task->since = event.at;
}

bool is(const probe::resource_view& resource, resource_kind kind) noexcept {
  return resource.kind == static_cast<std::uint8_t>(kind);
}

bool is_idle_wait(std::uint8_t reason) noexcept {
  const auto known = static_cast<wait_reason>(reason);
  if (static_cast<probe::lock_wait>(reason) == probe::lock_wait::sleep) return true;
  return known == wait_reason::pool_job || known == wait_reason::tick || known == wait_reason::sleep;
}

bool is_lock_wait(std::uint8_t reason) noexcept {
  const auto known = static_cast<probe::lock_wait>(reason);
  return known == probe::lock_wait::mutex || known == probe::lock_wait::reader_lock ||
         known == probe::lock_wait::writer_lock;
}

bool is_plain_wait(std::uint8_t reason) noexcept {
  return reason >= static_cast<std::uint8_t>(probe::lock_wait::mutex);
}

}  // namespace millrace::viewer
