// What programs tell ThreadSanitizer about locks of their own (sanitizer/tsan_interface.h) and, in an older
// form, its predecessors: what happens before what. They are no scheduling points.
#include "interposed/interpose.h"
#include "model/objects.h"

namespace millrace::explorer {
namespace {

constexpr unsigned try_lock_failed = 1 << 5;

/// Apart from the atomic that may stand there: what its operations order is another matter.
sync_object& annotated(const volatile void* object) {
  return object_at(~address_of(object));
}

void acquire(const volatile void* object) {
  if (in_run()) acquire_from(annotated(object).clock);
}
void release(const volatile void* object) {
  if (in_run()) release_to(annotated(object).clock);
}

}  // namespace
}  // namespace millrace::explorer

using namespace millrace::explorer;

extern "C" {

void __tsan_acquire(void* object) {
  acquire(object);
}
void __tsan_release(void* object) {
  release(object);
}

void __tsan_mutex_create(void*, unsigned) {}
void __tsan_mutex_destroy(void*, unsigned) {}
void __tsan_mutex_pre_lock(void*, unsigned) {}
void __tsan_mutex_post_lock(void* mutex, unsigned flags, int) {
  if ((flags & try_lock_failed) == 0) acquire(mutex);
}
int __tsan_mutex_pre_unlock(void* mutex, unsigned) {
  release(mutex);
  return 1;
}
void __tsan_mutex_post_unlock(void*, unsigned) {}
void __tsan_mutex_pre_signal(void*, unsigned) {}
void __tsan_mutex_post_signal(void*, unsigned) {}
void __tsan_mutex_pre_divert(void*, unsigned) {}
void __tsan_mutex_post_divert(void*, unsigned) {}

void AnnotateHappensBefore(const char*, int, const volatile void* object) {
  release(object);
}
void AnnotateHappensAfter(const char*, int, const volatile void* object) {
  acquire(object);
}
void AnnotateRWLockCreate(const char*, int, const volatile void*) {}
void AnnotateRWLockDestroy(const char*, int, const volatile void*) {}
void AnnotateRWLockAcquired(const char*, int, const volatile void* lock, long) {
  acquire(lock);
}
void AnnotateRWLockReleased(const char*, int, const volatile void* lock, long) {
  release(lock);
}

}  // extern "C"
