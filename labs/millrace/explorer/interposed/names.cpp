// The names of threads: a report calls them so.
#include <pthread.h>

#include "interposed/interpose.h"
#include "memory/bytes.h"
#include "model/task_names.h"
#include "model/tasks.h"

using namespace millrace::explorer;

extern "C" {

int pthread_setname_np(pthread_t thread, const char* name) noexcept {
  unsigned length = 0;
  while (name[length] != 0) ++length;
  if (length > longest_name) return ERANGE;
  const task* const named = in_run() ? find_task(thread) : nullptr;
  if (named != nullptr) name_task(*named, name);
  return 0;
}

int pthread_getname_np(pthread_t thread, char* into, std::size_t room) noexcept {
  if (room <= longest_name) return ERANGE;
  const task* const named = in_run() ? find_task(thread) : nullptr;
  copy_bytes(into, named == nullptr ? "" : name_of(*named), named == nullptr ? 1 : longest_name + 1);
  return 0;
}

}  // extern "C"
