// finds: misuse
// The mutex is free when it is destroyed: whoever was about to lock it comes too late.
#include <pthread.h>
#include <stdatomic.h>

pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
atomic_int begun;

static void* lock(void* unused) {
  begun = 1;
  pthread_mutex_lock(&mutex);
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  pthread_t thread;
  pthread_create(&thread, 0, lock, 0);
  if (begun) pthread_mutex_destroy(&mutex);
  pthread_join(thread, 0);
  return 0;
}
