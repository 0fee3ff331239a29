// More threads than there can be at once, each of which ends without being waited for.
#include <assert.h>
#include <pthread.h>

enum { tasks = 200 };
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int done;

static void* work(void* unused) {
  pthread_mutex_lock(&mutex);
  if (++done == tasks) pthread_cond_signal(&changed);
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  for (int i = 0; i < tasks; ++i) {
    pthread_t thread;
    pthread_create(&thread, 0, work, 0);
    pthread_detach(thread);
  }
  pthread_mutex_lock(&mutex);
  while (done < tasks) pthread_cond_wait(&changed, &mutex);
  pthread_mutex_unlock(&mutex);
  assert(done == tasks);
  return 0;
}
