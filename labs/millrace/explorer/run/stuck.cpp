#include "run/stuck.h"

#include "memory/system.h"
#include "model/objects.h"
#include "model/tasks.h"
#include "run/scheduler.h"

namespace millrace::explorer {
namespace {

template <class Visit>
void for_each_blocked(Visit visit) {
  for (unsigned slot = 0; slot < slots_used(); ++slot) {
    if (!tasks[slot].finished && !turns.is_ready(slot)) visit(tasks[slot]);
  }
}

bool waits_for_notification(const task& blocked) {
  return blocked.pending.kind == operation::wake || blocked.pending.kind == operation::futex_wait;
}

/// From task to holder, until one comes twice.
bool is_in_cycle(const task& from) {
  const task* at = &from;
  for (unsigned i = 0; i <= most_tasks; ++i) {
    at = holder(*at);
    if (at == nullptr || at->finished) return false;
    if (at == &from) return true;
  }
  return false;
}

/// The notification came between its look and its wait, and not before.
bool was_notified_in_vain(const task& blocked) {
  const sync_object* object = known_object(blocked.pending.object);
  return object != nullptr && waits_for_notification(blocked) && object->unheard_at > blocked.looked_since;
}

std::uint64_t signature_of_blocked(ending kind) {
  std::uint64_t sum = 0;
  for_each_blocked([&](const task& each) {
    sum += mixed(mixed(static_cast<std::uint64_t>(each.pending.kind), each.pending.site), 1);
  });
  return mixed(static_cast<std::uint64_t>(kind), sum);
}

finding about(ending kind, const task& blocked, const char* what) {
  finding made = make_finding(kind, blocked.pending.site, what);
  made.task = blocked.number;
  made.object = blocked.pending.object;
  made.signature = signature_of_blocked(kind);
  return made;
}

finding describe_left_behind() {
  const task* left = nullptr;
  for_each_blocked([&](const task& each) {
    if (left == nullptr) left = &each;
  });
  if (left == nullptr) end_run(ending::finished);
  return about(ending::leak, *left, "main has ended, and a task is blocked for ever");
}

}  // namespace

const task* holder(const task& blocked) {
  switch (blocked.pending.kind) {
    case operation::join:
      return reinterpret_cast<const task*>(blocked.pending.object);
    case operation::wake: {
      // Notified already, and waiting for the mutex.
      const sync_object* mutex = known_object(blocked.waits_with);
      return blocked.notified && mutex != nullptr ? mutex->owner : nullptr;
    }
    case operation::lock:
    case operation::lock_shared:
    case operation::once: {
      const sync_object* lock = known_object(blocked.pending.object);
      if (lock == nullptr) return nullptr;
      if (lock->owner != nullptr || lock->readers.empty()) return lock->owner;
      return &tasks[lock->readers.first()];
    }
    default:
      return nullptr;
  }
}

finding describe_stuck() {
  for_each_blocked([](const task& each) {
    if (each.pending.kind == operation::create)
      cannot_explore("more than 128 threads at once; give the program less to do");
  });
  if (turns.winding_down()) return describe_left_behind();
  const task* first = nullptr;
  const task* in_cycle = nullptr;
  const task* unheard = nullptr;
  for_each_blocked([&](const task& each) {
    if (first == nullptr) first = &each;
    if (in_cycle == nullptr && is_in_cycle(each)) in_cycle = &each;
    if (unheard == nullptr && was_notified_in_vain(each)) unheard = &each;
  });
  if (first == nullptr) end_run(ending::finished);
  if (in_cycle != nullptr)
    return about(
        ending::deadlock, *in_cycle,
        holder(*in_cycle) == in_cycle ? "a task waits for itself" : "tasks wait for each other in a cycle");
  if (unheard != nullptr)
    return about(ending::lost_wakeup, *unheard, "a task waits for a notification that came before it waited");
  return about(ending::deadlock, *first, "nobody can go on");
}

finding describe_going_on(const task& left) {
  finding made = make_finding(ending::leak, left.pending.site, "main has ended, and a task goes on");
  made.task = left.number;
  made.object = left.pending.object;
  return made;
}

finding describe_livelock() {
  finding made = make_finding(ending::livelock, current->pending.site,
                              "whoever can go on goes round in a loop, and nothing changes");
  std::uint64_t sum = 0;
  for (unsigned slot = 0; slot < slots_used(); ++slot) {
    if (!tasks[slot].finished) sum += mixed(tasks[slot].pending.site, turns.is_ready(slot) ? 1 : 2);
  }
  made.signature = mixed(static_cast<std::uint64_t>(ending::livelock), sum);
  return made;
}

finding describe_starvation(const task& writer) {
  finding made =
      make_finding(ending::starvation, writer.pending.site,
                   "readers whose turns overlap take the lock for ever, and a writer never gets it");
  made.task = writer.number;
  made.object = writer.pending.object;
  return made;
}

}  // namespace millrace::explorer
