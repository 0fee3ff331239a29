// finds: assertion
// A hundred tasks alive at once, of which one looks between another's two writings.
#include <assert.h>
#include <pthread.h>

enum { writers = 100 };
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int first, second;

static void* write_both(void* unused) {
  pthread_mutex_lock(&mutex);
  ++first;
  pthread_mutex_unlock(&mutex);
  pthread_mutex_lock(&mutex);
  ++second;
  pthread_mutex_unlock(&mutex);
  return unused;
}

static void* read_both(void* unused) {
  pthread_mutex_lock(&mutex);
  assert(first == second);
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  pthread_t tasks[writers + 1];
  for (int i = 0; i < writers; ++i) pthread_create(&tasks[i], 0, write_both, 0);
  pthread_create(&tasks[writers], 0, read_both, 0);
  for (int i = 0; i <= writers; ++i) pthread_join(tasks[i], 0);
  return 0;
}
