// pthread_once (under std::call_once) and the guards of function-local statics: the first one does it, the
// others wait. When it ends with an exception the next one tries.
#include <pthread.h>

#include "interposed/calls.h"
#include "interposed/interpose.h"
#include "model/locks.h"
#include "run/program.h"

namespace millrace::explorer {
namespace {

constexpr int done = 2;

/// Waits until nobody is at it. Then either it is done, or it is ours to do.
template <class IsDone>
bool take_on(sync_object& once, std::uintptr_t site, IsDone is_done) {
  if (is_done()) {
    turns.take_turn(operation::once, once.address, site);
    acquire_from(once.clock);
    return false;
  }
  lock_exclusive(once, site);
  if (!is_done()) return true;
  unlock_exclusive(once);
  return false;
}

/// Ends our turn at it, however it went.
class turn_at_once {
 public:
  explicit turn_at_once(sync_object& once) : once_(once) {}
  turn_at_once(const turn_at_once&) = delete;
  turn_at_once& operator=(const turn_at_once&) = delete;
  ~turn_at_once() {
    unlock_exclusive(once_);
    turns.note_change();
  }

 private:
  sync_object& once_;
};

bool initialised(const std::uint64_t* guard) {
  return *reinterpret_cast<const unsigned char*>(guard) != 0;
}

}  // namespace

void call_once(int& control, void (*routine)(), std::uintptr_t site) {
  if (!in_run() || is_of_unwinder(site)) {
    if (control != done) routine();
    control = done;
    return;
  }
  sync_object& once = object_at(&control);
  if (!take_on(once, site, [&] { return control == done; })) return;
  const turn_at_once turn(once);
  routine();
  control = done;
}

}  // namespace millrace::explorer

using namespace millrace::explorer;

extern "C" {

int pthread_once(pthread_once_t* control, void (*routine)()) {
  millrace::explorer::call_once(*control, routine, caller());
  return 0;
}

int __cxa_guard_acquire(std::uint64_t* guard) {
  if (!in_run()) return initialised(guard) ? 0 : 1;
  return take_on(object_at(guard), caller(), [&] { return initialised(guard); }) ? 1 : 0;
}

void __cxa_guard_release(std::uint64_t* guard) noexcept {
  *reinterpret_cast<unsigned char*>(guard) = 1;
  if (!in_run()) return;
  unlock_exclusive(object_at(guard));
  turns.note_change();
}

void __cxa_guard_abort(std::uint64_t* guard) noexcept {
  if (!in_run()) return;
  unlock_exclusive(object_at(guard));
  turns.note_change();
}

}  // extern "C"
