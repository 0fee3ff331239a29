#include "connection/name_places.h"

namespace millrace::viewer {

void name_places(probe::snapshot& in, probe::code_places& by) {
  for (auto& task : in.tasks) {
    if (task.spawned_at.empty() && task.spawn_path[0] != 0) task.spawned_at = by.place(task.spawn_path);
    if (task.blocked && task.waits_at.empty() && task.wait_path[0] != 0)
      task.waits_at = by.place(task.wait_path);
    for (auto& held : task.holds) held.taken_at = by.place(held.code);
  }
  for (auto& pair : in.lock_pairs) {
    pair.held_at = by.place(pair.held_code);
    pair.taken_at = by.place(pair.taken_path);
  }
}

}  // namespace millrace::viewer
