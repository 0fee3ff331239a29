#include <algorithm>
#include <limits>
#include <pthread.h>
#include <string>
#include <unistd.h>

#include <millrace/probe/publisher.h>
#include <millrace/probe/segment_memory.h>
#include <millrace/probe/thread_slot.h>

namespace millrace::probe {
namespace {

constinit publisher the_publisher;

resource_state* resource(resource_id id) noexcept {
  segment* here = own_segment();
  return here && id > 0 && id < most_resources ? &here->resources[id] : nullptr;
}

void add_one(std::atomic<std::uint64_t>& counter) noexcept {
  counter.fetch_add(1, relaxed);
}

resource_id claim_resource(segment& in) noexcept {
  const auto used = in.resources_used.load(relaxed);
  for (std::uint32_t tried = 0; tried < most_resources; ++tried) {
    const std::uint32_t id = (used + tried) % most_resources;
    use expected = use::free;
    if (id == 0 || !in.resources[id].used.compare_exchange_strong(expected, use::claimed, relaxed)) continue;
    auto mark = in.resources_used.load(relaxed);
    while (mark <= id && !in.resources_used.compare_exchange_weak(mark, id + 1, relaxed)) {
    }
    return id;
  }
  return 0;
}

}  // namespace

publisher* publisher::start(std::string_view program) {
  if (own_segment()) return &the_publisher;
  segment* made = make_segment();
  if (!made) return nullptr;
  made->size.store(sizeof(segment), relaxed);
  made->process.store(getpid(), relaxed);
  made->started_nanoseconds.store(monotonic_nanoseconds(), relaxed);
  made->started_ticks.store(ticks(), relaxed);
  store_text(made->program, program);
  set_own_segment(made);
  pthread_atfork(nullptr, nullptr, [] {
    forget_own_segment();
    close_inherited_segment();
  });
  made->magic.store(magic, std::memory_order_release);
  return &the_publisher;
}

void publisher::task_started(const char* name, task_owner owner,
                             const std::source_location& spawned_at) noexcept {
  task_state* task = own_task();
  if (!task) return;
  segment& here = *own_segment();
  const auto slot = static_cast<std::uint32_t>(this_task());
  store_text(here.task_names[slot], name);
  task->of_toolkit.store(owner == task_owner::toolkit, relaxed);
  task->spawn_line.store(spawned_at.line(), relaxed);
  task->spawn_file.store(file_index(here, spawned_at.file_name()), relaxed);
  emit(event_kind::task_started, 0, slot, 0);
}

void publisher::blocked(wait_reason reason, resource_id at_resource,
                        const std::source_location& at) noexcept {
  task_state* task = own_task();
  if (!task || wait_depth()++ > 0) return;
  task->wait_file.store(file_index(*own_segment(), at.file_name()), relaxed);
  task->wait_line.store(at.line(), relaxed);
  task->resource.store(at_resource, relaxed);
  task->reason.store(static_cast<std::uint8_t>(reason), relaxed);
  task->since.store(ticks(), relaxed);
  task->doing.store(activity::blocked, relaxed);
  emit(event_kind::blocked, static_cast<std::uint8_t>(reason), at_resource, 0);
}

void publisher::resumed() noexcept {
  task_state* task = own_task();
  if (!task || wait_depth() == 0 || --wait_depth() > 0) return;
  show_running(*task);
}

resource_id publisher::resource_opened(const resource_description& what) noexcept {
  segment* here = own_segment();
  if (!here) return 0;
  const resource_id id = claim_resource(*here);
  if (id == 0) {
    add_one(here->lost);
    return 0;
  }
  auto& slot = here->resources[id];
  slot.generation.fetch_add(1, relaxed);
  slot.kind.store(static_cast<std::uint8_t>(what.kind), relaxed);
  slot.holds.store(0, relaxed);
  slot.most.store(0, relaxed);
  slot.capacity.store(what.capacity, relaxed);
  slot.per_second.store(what.per_second, relaxed);
  slot.file.store(file_index(*here, what.made_at.file_name()), relaxed);
  slot.line.store(what.made_at.line(), relaxed);
  for (auto* count : {&slot.accepted, &slot.refused, &slot.failed}) count->store(0, relaxed);
  store_text(here->resource_names[id], what.name);
  slot.used.store(use::alive, relaxed);
  emit(event_kind::resource_opened, static_cast<std::uint8_t>(what.kind), id, 0);
  return id;
}

void publisher::resource_holds(resource_id id, std::int64_t now) noexcept {
  resource_state* slot = resource(id);
  if (!slot) return;
  slot->holds.store(now, relaxed);
  constexpr std::int64_t highest = std::numeric_limits<std::int32_t>::max();
  if (now > slot->most.load(relaxed)) {
    slot->most.store(static_cast<std::int32_t>(std::min(now, highest)), relaxed);
  }
  emit(event_kind::resource_holds, 0, id, static_cast<std::uint64_t>(now));
}

void publisher::resource_passed(resource_id id, passage how) noexcept {
  resource_state* slot = resource(id);
  if (!slot) return;
  switch (how) {
    case passage::accepted:
      add_one(slot->accepted);
      break;
    case passage::refused:
      add_one(slot->refused);
      break;
    case passage::failed:
      add_one(slot->failed);
      break;
    case passage::discarded:
      break;  // was counted when it was accepted
  }
  emit(event_kind::resource_passed, static_cast<std::uint8_t>(how), id, 0);
}

void publisher::resource_closed(resource_id id) noexcept {
  resource_state* slot = resource(id);
  if (!slot) return;
  emit(event_kind::resource_closed, 0, id, 0);
  slot->used.store(use::free, relaxed);
}

void publisher::request_at(request_stage stage, const char* route, int status) noexcept {
  task_state* task = own_task();
  if (!task) return;
  if (stage == request_stage::handling) task->since.store(ticks(), relaxed);
  if (route) task->route.store(file_index(*own_segment(), route), relaxed);
  task->status.store(static_cast<std::uint16_t>(status), relaxed);
  task->stage.store(static_cast<std::uint8_t>(stage), relaxed);
  emit(event_kind::request, static_cast<std::uint8_t>(stage), task->route.load(relaxed),
       static_cast<std::uint64_t>(status));
}

}  // namespace millrace::probe
