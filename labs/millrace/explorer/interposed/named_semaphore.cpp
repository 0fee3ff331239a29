// Semaphores with a name. No other process has a part in what is explored, so they live in the program's own
// memory, and are gone with it at the end of a run.
#include <cstdarg>
#include <fcntl.h>
#include <semaphore.h>

#include "interposed/interpose.h"
#include "memory/system.h"

namespace {

constexpr unsigned most = 64;
constexpr unsigned longest = 64;

struct named_semaphore {
  char name[longest];  ///< empty: it has none any more
  sem_t semaphore;
};

// The program's, so they are reset with the program's variables.
named_semaphore semaphores[most];
unsigned made;

bool is_named(const char* name, const named_semaphore& which) {
  for (unsigned i = 0; i < longest; ++i) {
    if (which.name[i] != name[i]) return false;
    if (name[i] == 0) return i > 0;
  }
  return false;
}

named_semaphore* find(const char* name) {
  for (unsigned i = 0; i < made; ++i) {
    if (is_named(name, semaphores[i])) return &semaphores[i];
  }
  return nullptr;
}

sem_t* without(int error) {
  errno = error;
  return SEM_FAILED;
}

sem_t* make(const char* name, unsigned value) {
  unsigned length = 0;
  while (name[length] != 0) ++length;
  if (length >= longest) return without(ENAMETOOLONG);
  if (made == most) millrace::explorer::cannot_explore("more than 64 named semaphores in one run");
  named_semaphore& one = semaphores[made++];
  for (unsigned i = 0; i <= length; ++i) one.name[i] = name[i];
  return sem_init(&one.semaphore, 0, value) == 0 ? &one.semaphore : SEM_FAILED;
}

}  // namespace

extern "C" {

sem_t* sem_open(const char* name, int flags, ...) noexcept {
  if (named_semaphore* const known = find(name))
    return (flags & O_CREAT) != 0 && (flags & O_EXCL) != 0 ? without(EEXIST) : &known->semaphore;
  if ((flags & O_CREAT) == 0) return without(ENOENT);
  va_list rest;
  va_start(rest, flags);
  static_cast<void>(va_arg(rest, mode_t));
  const unsigned value = va_arg(rest, unsigned);
  va_end(rest);
  return make(name, value);
}

int sem_close(sem_t*) noexcept {
  return 0;
}

int sem_unlink(const char* name) noexcept {
  named_semaphore* const known = find(name);
  if (known == nullptr) {
    errno = ENOENT;
    return -1;
  }
  known->name[0] = 0;
  return 0;
}

}  // extern "C"
