#pragma once

#include <cstddef>
#include <cstdint>

#include "model/task.h"

namespace millrace::explorer {

/// What the model knows of one synchronisation object, whichever kind: of an atomic only its clock. Plain
/// data, found by the object's address, as at first in each run.
struct sync_object {
  std::uintptr_t address;
  const task* owner;         ///< who holds the lock; null if nobody does
  std::uint32_t depth;       ///< of a recursive mutex: how often
  task_set readers;          ///< hold it shared
  task_set waiters;          ///< would take the lock, or go on, if they could
  task_set shared_waiters;   ///< would take it shared
  bool prefers_writers;      ///< no reader comes in while a writer waits
  std::uint32_t queued;      ///< in line at a condition variable or futex
  std::uint32_t arrived;     ///< at a barrier
  std::uint64_t unheard_at;  ///< the step behind the last notification that nobody was there to hear; 0: none
  std::uint64_t wanted_at;   ///< the step at which its owner came for the lock
  std::uint32_t
      passed_over;  ///< readers that came between others while a writer waited, and never had a chance
  std::uint8_t queue[most_tasks];
  std::uint8_t times_shared[most_tasks];  ///< how often each of the readers holds it
  vector_clock clock;
  vector_clock shared_clock;  ///< what readers released

  bool queue_remove(unsigned slot);
  void queue_add(unsigned slot) { queue[queued++] = static_cast<std::uint8_t>(slot); }
  unsigned queue_take(unsigned index);
};

void prepare_objects();
/// All are unknown again.
void forget_objects();
sync_object& object_at(std::uintptr_t address);
inline sync_object& object_at(const volatile void* address) {
  return object_at(reinterpret_cast<std::uintptr_t>(address));
}
/// Null if nothing has been done with it in this run.
const sync_object* known_object(std::uintptr_t address);

}  // namespace millrace::explorer
