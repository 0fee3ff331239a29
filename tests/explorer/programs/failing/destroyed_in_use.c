// finds: misuse
#include <pthread.h>
#include <stdlib.h>

static pthread_mutex_t* mutex;

static void* work(void* unused) {
  pthread_mutex_lock(mutex);
  pthread_mutex_unlock(mutex);
  return unused;
}

int main(void) {
  pthread_t other;
  mutex = malloc(sizeof *mutex);
  pthread_mutex_init(mutex, 0);
  pthread_create(&other, 0, work, 0);
  pthread_mutex_destroy(mutex);
  pthread_join(other, 0);
  free(mutex);
  return 0;
}
