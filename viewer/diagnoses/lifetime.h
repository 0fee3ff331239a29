#pragma once

#include <cstdint>
#include <utility>

#include <millrace/probe/reader.h>

namespace millrace::viewer {

/// One of a process's life: slots and ids are used again, with another generation.
using lifetime = std::pair<std::uint32_t, std::uint32_t>;

inline lifetime life_of(const probe::task_view& task) {
  return {task.slot, task.generation};
}
inline lifetime life_of(const probe::resource_view& resource) {
  return {resource.id, resource.generation};
}

inline bool waits_for(const probe::task_view& task, auto reason) {
  return task.blocked && task.reason == static_cast<std::uint8_t>(reason);
}

}  // namespace millrace::viewer
