// Thread-specific data, and the destructors of thread_local objects.
#include "model/thread_data.h"

#include <pthread.h>

#include "interposed/as_ever.h"
#include "interposed/interpose.h"
#include "model/tasks.h"
#include "run/program.h"

using namespace millrace::explorer;

extern "C" {

int pthread_key_create(pthread_key_t* key, void (*destructor)(void*)) noexcept {
  return create_key(*key, destructor, loaded.cpp_library.contains(caller()));
}
int pthread_key_delete(pthread_key_t key) noexcept {
  return delete_key(key);
}
int pthread_setspecific(pthread_key_t key, const void* value) noexcept {
  return set_thread_data(key, value);
}
void* pthread_getspecific(pthread_key_t key) noexcept {
  return get_thread_data(key);
}

int __cxa_thread_atexit(void (*call)(void*), void* object, void* library) noexcept {
  if (runs_as_ever()) return as_ever("__cxa_thread_atexit_impl", call, object, library);
  if (in_run()) at_task_exit(call, object);
  return 0;
}

int __cxa_thread_atexit_impl(void (*call)(void*), void* object, void* library) noexcept {
  if (runs_as_ever()) return as_ever("__cxa_thread_atexit_impl", call, object, library);
  if (in_run()) at_task_exit(call, object);
  return 0;
}

}  // extern "C"
