// The threads of C (C11, 7.26: threads.h), which the C library makes of the same things as those of POSIX,
// without calling the functions that we stand in for. thrd_current and thrd_equal are right as they are.
#include <bit>
#include <threads.h>

#include "interposed/as_ever.h"
#include "interposed/calls.h"
#include "interposed/interpose.h"
#include "model/thread_data.h"

namespace millrace::explorer {
namespace {

int answer(int error) {
  switch (error) {
    case 0:
      return thrd_success;
    case EBUSY:
      return thrd_busy;
    case ETIMEDOUT:
      return thrd_timedout;
    case ENOMEM:
      return thrd_nomem;
    default:
      return thrd_error;
  }
}

static_assert(sizeof(mtx_t) == sizeof(pthread_mutex_t) && sizeof(cnd_t) == sizeof(pthread_cond_t) &&
              sizeof(once_flag) == sizeof(int));
pthread_mutex_t* posix(mtx_t* mutex) {
  return reinterpret_cast<pthread_mutex_t*>(mutex);
}
pthread_cond_t* posix(cnd_t* condition) {
  return reinterpret_cast<pthread_cond_t*>(condition);
}

}  // namespace
}  // namespace millrace::explorer

using namespace millrace::explorer;

extern "C" {

// An int comes back in the lower half of the register in which a pointer would.
int thrd_create(thrd_t* thread, thrd_start_t routine, void* argument) {
  return start_thread(*thread, std::bit_cast<void* (*)(void*)>(routine), argument, false, caller());
}
int thrd_join(thrd_t thread, int* result) {
  void* came = nullptr;
  const int error = join_thread(thread, &came, caller());
  if (error == 0 && result != nullptr) *result = static_cast<int>(reinterpret_cast<std::intptr_t>(came));
  return answer(error);
}
int thrd_detach(thrd_t thread) {
  return answer(detach_thread(thread, caller()));
}
void thrd_exit(int result) {
  pthread_exit(reinterpret_cast<void*>(static_cast<std::intptr_t>(result)));
}
int thrd_sleep(const timespec* duration, timespec* left) {
  if (runs_as_ever()) return as_ever("thrd_sleep", duration, left);
  constexpr int invalid = -2;  // -1 is: a signal came
  if (!is_moment(duration)) return invalid;
  sleep_for(moment_of(*duration), caller());
  if (left != nullptr) *left = {};
  return 0;
}
void thrd_yield() {
  give_way(caller());
}
void call_once(once_flag* flag, void (*routine)()) {
  millrace::explorer::call_once(*reinterpret_cast<int*>(flag), routine, caller());
}

int mtx_init(mtx_t* mutex, int type) {
  make_mutex(posix(mutex), (type & mtx_recursive) != 0 ? PTHREAD_MUTEX_RECURSIVE : PTHREAD_MUTEX_NORMAL,
             caller());
  return thrd_success;
}
void mtx_destroy(mtx_t* mutex) {
  destroy_mutex(posix(mutex), caller());
}
int mtx_lock(mtx_t* mutex) {
  return answer(lock_mutex(posix(mutex), caller()));
}
int mtx_timedlock(mtx_t* mutex, const timespec* end) {
  return is_moment(end) ? answer(lock_mutex(posix(mutex), caller(), moment_of(*end))) : thrd_error;
}
int mtx_trylock(mtx_t* mutex) {
  return answer(try_lock_mutex(posix(mutex), caller()));
}
int mtx_unlock(mtx_t* mutex) {
  return answer(unlock_mutex(posix(mutex), caller()));
}

int cnd_init(cnd_t* which) {
  make_condition(posix(which), caller());
  return thrd_success;
}
void cnd_destroy(cnd_t* which) {
  destroy_condition(posix(which), caller());
}
int cnd_wait(cnd_t* which, mtx_t* mutex) {
  return answer(wait_at(posix(which), posix(mutex), caller()));
}
int cnd_timedwait(cnd_t* which, mtx_t* mutex, const timespec* end) {
  return is_moment(end) ? answer(wait_at(posix(which), posix(mutex), caller(), moment_of(*end))) : thrd_error;
}
int cnd_signal(cnd_t* which) {
  return answer(notify_one(posix(which), caller()));
}
int cnd_broadcast(cnd_t* which) {
  return answer(notify_all(posix(which), caller()));
}

int tss_create(tss_t* key, tss_dtor_t destructor) {
  return answer(create_key(*key, destructor, false));
}
void tss_delete(tss_t key) {
  delete_key(key);
}
int tss_set(tss_t key, void* value) {
  return answer(set_thread_data(key, value));
}
void* tss_get(tss_t key) {
  return get_thread_data(key);
}

}  // extern "C"
