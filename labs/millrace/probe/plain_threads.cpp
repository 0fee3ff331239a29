#include <millrace/probe/plain_threads.h>
#include <millrace/probe/thread_slot.h>

namespace millrace::probe {

void thread_began(const code_list& started_from) noexcept {
  segment* here = own_segment();
  const int slot = here ? this_task() : -1;
  if (slot < 0) return;
  store_path(here->spawn_paths[static_cast<std::size_t>(slot)], started_from);
  emit(event_kind::task_started, 0, static_cast<std::uint32_t>(slot), 0);
}

}  // namespace millrace::probe
