// Stands in for pthread_create, so that the census sees each thread however it was started: std::thread,
// std::jthread, std::async, the toolkit, or C. Only in the plain flavour; a sanitizer has its own.
#include <atomic>
#include <cerrno>
#include <dlfcn.h>
#include <memory>
#include <pthread.h>
#include <unistd.h>

#include <millrace/harness/candidate/task_table.h>
#include <millrace/probe/call_path.h>
#include <millrace/probe/plain_waits.h>
#include <millrace/probe/thread_slot.h>

namespace millrace::harness {
namespace {

struct start {
  void* (*body)(void*);
  void* argument;
  task_slot* slot;
  probe::code_list spawned_by;
};

/// Gives the slot back when the thread ends, in whichever way it ends.
struct slot_release {
  ~slot_release() {
    task_slot* slot = this_slot();
    if (!slot) return;
    if (!slot->excluded.load(relaxed)) count_task(-1);
    set_this_slot(nullptr);
    slot->used.store(task_slot::use::free, relaxed);
  }
};

void* run_task(void* raw) {
  const std::unique_ptr<start> begin(static_cast<start*>(raw));
  thread_local slot_release at_end;
  set_this_slot(begin->slot);
  [[maybe_unused]] auto* registers_destructor = &at_end;
  begin->slot->thread_id.store(gettid(), relaxed);
  begin->slot->used.store(task_slot::use::alive, relaxed);
  probe::show_thread(begin->spawned_by);
  return begin->body(begin->argument);
}

using create = int (*)(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);

create real_create() noexcept {
  static constinit std::atomic<create> found{nullptr};
  auto function = found.load(relaxed);
  if (!function) {
    function = reinterpret_cast<create>(dlsym(RTLD_NEXT, "pthread_create"));
    found.store(function, relaxed);
  }
  return function;
}

}  // namespace

bool stands_in_for_pthread_create() noexcept {
  return probe::sees_lock_waits();  // the two belong together: what is started, and what waits
}

}  // namespace millrace::harness

extern "C" int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*body)(void*),
                              void* argument) {
  using namespace millrace::harness;
  task_slot* slot = claim_slot();
  if (!slot) return EAGAIN;
  store_stack(slot->spawned_from, 1);
  auto begin = std::make_unique<start>(
      start{body, argument, slot, millrace::probe::calls_around(__builtin_return_address(0))});
  count_task(+1);
  const int error = real_create()(thread, attributes, run_task, begin.get());
  if (error != 0) {
    count_task(-1);
    slot->used.store(task_slot::use::free, relaxed);
    return error;
  }
  static_cast<void>(begin.release());
  return 0;
}
