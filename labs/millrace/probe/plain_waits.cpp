#include <millrace/probe/call_path.h>
#include <millrace/probe/plain_waits.h>
#include <millrace/probe/thread_slot.h>

namespace millrace::probe {
namespace {

/// Where the calling thread's wait is counted; null while it does not wait, or when there is no room.
constinit thread_local wait_place_state* own_place = nullptr;

wait_place_state* place_of(segment& in, lock_wait how, const void* lock, const code_list& path) noexcept {
  const auto key = key_of(path);
  for (std::size_t step = 0; step < most_wait_places; ++step) {
    auto& entry = in.wait_places[(key + step) % most_wait_places];
    auto known = entry.key.load(relaxed);
    if (known == 0 && entry.key.compare_exchange_strong(known, key, relaxed)) {
      entry.reason.store(static_cast<std::uint8_t>(how), relaxed);
      entry.address.store(reinterpret_cast<std::uintptr_t>(lock), relaxed);
      store_path(entry.path, path);
      entry.complete.store(1, std::memory_order_release);
      in.wait_places_used.fetch_add(1, relaxed);
      return &entry;
    }
    if (known == key) return &entry;
  }
  in.lost.fetch_add(1, relaxed);
  return nullptr;
}

void count_wait(wait_place_state& at, std::uint64_t waited) noexcept {
  at.waits.fetch_add(1, relaxed);
  at.total_ticks.fetch_add(waited, relaxed);
  auto longest = at.longest_ticks.load(relaxed);
  while (waited > longest && !at.longest_ticks.compare_exchange_weak(longest, waited, relaxed)) {
  }
}

}  // namespace

void waits_for_lock(lock_wait how, const void* lock, std::int32_t holder, const void* code) noexcept {
  task_state* task = own_task();
  if (!task || wait_depth()++ > 0) return;
  segment& here = *own_segment();
  const auto path = calls_around(code);
  store_path(here.wait_paths[static_cast<std::size_t>(this_task())], path);
  own_place = place_of(here, how, lock, path);
  task->wait_file.store(0, relaxed);
  task->wait_line.store(0, relaxed);
  task->address.store(reinterpret_cast<std::uintptr_t>(lock), relaxed);
  task->holder.store(holder, relaxed);
  task->resource.store(0, relaxed);
  task->reason.store(static_cast<std::uint8_t>(how), relaxed);
  task->since.store(ticks(), relaxed);
  task->doing.store(activity::blocked, relaxed);
  emit(event_kind::blocked, static_cast<std::uint8_t>(how), static_cast<std::uint32_t>(holder),
       reinterpret_cast<std::uintptr_t>(lock));
}

void has_lock() noexcept {
  task_state* task = own_task();
  if (!task || wait_depth() == 0 || --wait_depth() > 0) return;
  const auto began = task->since.load(relaxed);
  show_running(*task);
  if (own_place) count_wait(*own_place, task->since.load(relaxed) - began);
  own_place = nullptr;
}

}  // namespace millrace::probe
