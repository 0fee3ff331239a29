// finds: deadlock
// A reader that comes again waits for the writer, which waits for the reader: such a lock is not for
// recursion.
#define _GNU_SOURCE
#include <pthread.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_WRITER_NONRECURSIVE_INITIALIZER_NP;
static int version = 1;

static void* serve(void* seen) {
  pthread_rwlock_rdlock(&lock);
  pthread_rwlock_rdlock(&lock);
  *(int*)seen = version;
  pthread_rwlock_unlock(&lock);
  pthread_rwlock_unlock(&lock);
  return 0;
}

int main(void) {
  int seen;
  pthread_t reader;
  pthread_create(&reader, 0, serve, &seen);
  pthread_rwlock_wrlock(&lock);
  version = 2;
  pthread_rwlock_unlock(&lock);
  pthread_join(reader, 0);
  return 0;
}
