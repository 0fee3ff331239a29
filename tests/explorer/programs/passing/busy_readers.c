// Readers who overlap, but have an end: the writer waits for long, not for ever.
#include <pthread.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static int version = 1;

static void* serve(void* sum) {
  for (int i = 0; i < 100; ++i) {
    pthread_rwlock_rdlock(&lock);
    *(int*)sum += version;
    pthread_rwlock_unlock(&lock);
  }
  return 0;
}

int main(void) {
  pthread_t readers[2];
  int sums[2] = {0, 0};
  for (int i = 0; i < 2; ++i) pthread_create(&readers[i], 0, serve, &sums[i]);
  pthread_rwlock_wrlock(&lock);
  version = 2;
  pthread_rwlock_unlock(&lock);
  for (int i = 0; i < 2; ++i) pthread_join(readers[i], 0);
  return 0;
}
