// A lock that lets no reader in before a writer that waits.
#define _GNU_SOURCE
#include <pthread.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_WRITER_NONRECURSIVE_INITIALIZER_NP;
static pthread_rwlock_t made;
static int version = 1;

static void* serve(void* unused) {
  int seen = 0;
  for (int i = 0; i < 4 && seen != 2; ++i) {
    pthread_rwlock_rdlock(&lock);
    pthread_rwlock_rdlock(&made);
    seen = version;
    pthread_rwlock_unlock(&made);
    pthread_rwlock_unlock(&lock);
  }
  return unused;
}

int main(void) {
  pthread_rwlockattr_t how;
  pthread_rwlockattr_init(&how);
  pthread_rwlockattr_setkind_np(&how, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
  pthread_rwlock_init(&made, &how);
  pthread_t readers[2];
  for (int i = 0; i < 2; ++i) pthread_create(&readers[i], 0, serve, 0);
  pthread_rwlock_wrlock(&lock);
  pthread_rwlock_wrlock(&made);
  version = 2;
  pthread_rwlock_unlock(&made);
  pthread_rwlock_unlock(&lock);
  for (int i = 0; i < 2; ++i) pthread_join(readers[i], 0);
  pthread_rwlock_destroy(&made);
  return 0;
}
