// finds: assertion
// Two consumers are woken for one item, and the second does not look again.
#include <assert.h>
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t filled = PTHREAD_COND_INITIALIZER;
static int items;

static void* consume(void* unused) {
  pthread_mutex_lock(&mutex);
  if (items == 0) pthread_cond_wait(&filled, &mutex);
  --items;
  assert(items >= 0);
  pthread_mutex_unlock(&mutex);
  return unused;
}

static void* produce(void* unused) {
  pthread_mutex_lock(&mutex);
  items = 1;
  pthread_cond_broadcast(&filled);
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  pthread_t tasks[3];
  pthread_create(&tasks[0], 0, consume, 0);
  pthread_create(&tasks[1], 0, consume, 0);
  pthread_create(&tasks[2], 0, produce, 0);
  pthread_join(tasks[2], 0);
  pthread_detach(tasks[0]);
  pthread_detach(tasks[1]);
  return 0;
}
