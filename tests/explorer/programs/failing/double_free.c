// finds: misuse
#include <pthread.h>
#include <stdlib.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static void* buffer;

static void* close_it(void* unused) {
  void* mine;
  pthread_mutex_lock(&mutex);
  mine = buffer;
  pthread_mutex_unlock(&mutex);
  if (mine == 0) return unused;
  pthread_mutex_lock(&mutex);
  free(mine);
  buffer = 0;
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  pthread_t a, b;
  buffer = malloc(16);
  pthread_create(&a, 0, close_it, 0);
  pthread_create(&b, 0, close_it, 0);
  pthread_join(a, 0);
  pthread_join(b, 0);
  return 0;
}
