#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <millrace/probe/thread_slot.h>

namespace millrace::probe {
namespace own {

constinit std::atomic<segment*> published{nullptr};
constinit thread_local int slot = not_asked;

}  // namespace own

namespace {

constinit std::atomic<std::uint32_t> freed_hint{0};
constinit std::array<std::atomic<const char*>, most_files> known_files{};
constinit std::atomic<pthread_key_t> at_thread_end{0};
constinit thread_local int own_wait_depth = 0;

/// Gives the slot back when the thread ends, in whichever way. A thread-specific value and not a thread_local
/// with a destructor: to register one of those allocates.
void end_of_thread(void*) {
  segment* here = own_segment();
  if (own::slot < 0 || !here) return;
  emit(event_kind::task_ended, 0, static_cast<std::uint32_t>(own::slot), 0);
  const int slot = own::slot;
  own::slot = -1;  // what other destructors do is not shown
  give_back(*here, slot);
}

bool claim(segment& in, std::uint32_t slot) noexcept {
  auto& used = in.tasks[slot].used;
  use expected = use::free;
  return used.load(relaxed) == use::free && used.compare_exchange_strong(expected, use::claimed, relaxed);
}

int claim_any(segment& in) noexcept {
  const auto hint = freed_hint.load(relaxed);
  if (claim(in, hint)) return static_cast<int>(hint);
  for (auto first = in.tasks_used.load(relaxed); first < most_tasks; ++first) {
    if (claim(in, first)) return static_cast<int>(first);
  }
  for (std::uint32_t slot = 0; slot < most_tasks; ++slot) {
    if (claim(in, slot)) return static_cast<int>(slot);
  }
  return -1;
}

void raise_to(std::atomic<std::uint32_t>& mark, std::uint32_t at_least) noexcept {
  auto seen = mark.load(relaxed);
  while (seen < at_least && !mark.compare_exchange_weak(seen, at_least, relaxed)) {
  }
}

void clear(segment& in, std::uint32_t at) noexcept {
  auto& task = in.tasks[at];
  task.generation.fetch_add(1, relaxed);
  task.doing.store(activity::running, relaxed);
  task.of_toolkit.store(0, relaxed);
  task.since.store(ticks(), relaxed);
  task.resource.store(0, relaxed);
  task.holder.store(0, relaxed);
  task.address.store(0, relaxed);
  task.handle.store(0, relaxed);
  task.thread_id.store(0, relaxed);
  task.spawn_file.store(0, relaxed);
  task.spawn_line.store(0, relaxed);
  task.route.store(0, relaxed);
  task.stage.store(0, relaxed);
  store_text(in.task_names[at], {});
  for (auto* path : {&in.spawn_paths[at], &in.wait_paths[at]}) {
    for (auto& code : path->codes) code.store(0, relaxed);
  }
  in.held[at].depth.store(0, relaxed);
}

}  // namespace

void set_own_segment(segment* made) noexcept {
  pthread_key_t key = 0;
  if (pthread_key_create(&key, end_of_thread) == 0) at_thread_end.store(key, relaxed);
  own::published.store(made, std::memory_order_release);
}

void forget_own_segment() noexcept {
  own::published.store(nullptr, relaxed);
}

int claim_slot(segment& in) noexcept {
  const int slot = claim_any(in);
  if (slot < 0) {
    in.lost.fetch_add(1, relaxed);
    return -1;
  }
  clear(in, static_cast<std::uint32_t>(slot));
  raise_to(in.tasks_used, static_cast<std::uint32_t>(slot) + 1);
  return slot;
}

void take_slot(segment& in, int slot) noexcept {
  const auto at = static_cast<std::uint32_t>(slot);
  auto& task = in.tasks[at];
  own::slot = slot;
  pthread_setspecific(at_thread_end.load(relaxed), &task);
  task.handle.store(static_cast<std::uint64_t>(pthread_self()), relaxed);
  task.thread_id.store(static_cast<std::int32_t>(syscall(SYS_gettid)), relaxed);
  task.used.store(use::alive, relaxed);
}

void give_back(segment& in, int slot) noexcept {
  in.tasks[static_cast<std::size_t>(slot)].used.store(use::free, std::memory_order_release);
  freed_hint.store(static_cast<std::uint32_t>(slot), relaxed);
}

int slot_at_first_word() noexcept {
  segment* here = own_segment();
  if (!here) return -1;
  const int slot = claim_slot(*here);
  own::slot = slot < 0 ? -1 : slot;
  if (slot >= 0) take_slot(*here, slot);
  return slot;
}

void show_thread(const code_list& spawned_by) noexcept {
  segment* here = own_segment();
  const int slot = here ? this_task() : -1;
  if (slot < 0) return;
  store_path(here->spawn_paths[static_cast<std::size_t>(slot)], spawned_by);
  emit(event_kind::task_started, 0, static_cast<std::uint32_t>(slot), 0);
}

int& wait_depth() noexcept {
  return own_wait_depth;
}

void show_running(task_state& task) noexcept {
  task.doing.store(activity::running, relaxed);
  task.since.store(ticks(), relaxed);
  task.resource.store(0, relaxed);
  task.holder.store(0, relaxed);
  emit(event_kind::resumed, 0, 0, 0);
}

void append_event(segment& here, event_kind kind, std::uint8_t detail, std::uint32_t subject,
                  std::uint64_t value) noexcept {
  const auto now = ticks();
  auto until = here.traced_until.load(relaxed);
  if (now >= until) {
    here.traced_until.compare_exchange_strong(until, 0, relaxed);  // unless a reader has just renewed it
    return;
  }
  const int slot = this_task();
  if (slot < 0 || static_cast<std::size_t>(slot) >= rings) {
    here.lost.fetch_add(1, relaxed);
    return;
  }
  constexpr auto release = std::memory_order_release;
  ring& own = here.task_rings[static_cast<std::size_t>(slot)];
  const auto number = own.written.load(relaxed);
  event& into = own.events[number % ring_events];
  // Each store releases, so that none is seen before the one above it.
  into.sequence.store(0, relaxed);
  into.ticks.store(now, release);
  into.what.store(static_cast<std::uint64_t>(kind) | static_cast<std::uint64_t>(detail) << 8 |
                      static_cast<std::uint64_t>(subject) << 32,
                  release);
  into.value.store(value, release);
  into.sequence.store(number + 1, release);
  own.written.store(number + 1, release);
}

std::uint16_t file_index(segment& in, const char* file) noexcept {
  if (!file || !*file) return 0;
  const auto start = static_cast<std::size_t>(reinterpret_cast<std::uintptr_t>(file) >> 3);
  for (std::size_t step = 0; step < most_files; ++step) {
    const std::size_t at = (start + step) % most_files;
    if (at == 0) continue;  // 0 is none
    const char* known = known_files[at].load(relaxed);
    if (known == file) return static_cast<std::uint16_t>(at);
    if (known) continue;
    if (known_files[at].compare_exchange_strong(known, file, relaxed)) {
      std::string_view path(file);
      constexpr std::size_t room = text<16>::bytes;
      if (path.size() > room) path.remove_prefix(path.size() - room);
      store_text(in.files[at], path);
      return static_cast<std::uint16_t>(at);
    }
    if (known == file) return static_cast<std::uint16_t>(at);
  }
  return 0;
}

}  // namespace millrace::probe
