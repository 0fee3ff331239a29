// finds: assertion
// A driver is stopped while a request has looked at the flag, but has not counted itself in yet.
#include <assert.h>
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t idle = PTHREAD_COND_INITIALIZER;
static volatile int stopping;
static volatile int stopped;
static int pending = 1;

static void leave(void) {
  pthread_mutex_lock(&mutex);
  if (--pending == 0) pthread_cond_signal(&idle);
  pthread_mutex_unlock(&mutex);
}

static void* stop(void* unused) {
  stopping = 1;
  leave();
  pthread_mutex_lock(&mutex);
  while (pending > 0) pthread_cond_wait(&idle, &mutex);
  pthread_mutex_unlock(&mutex);
  stopped = 1;
  return unused;
}

static void* request(void* unused) {
  if (stopping) return unused;
  pthread_mutex_lock(&mutex);
  ++pending;
  pthread_mutex_unlock(&mutex);
  assert(!stopped);
  leave();
  return unused;
}

int main(void) {
  pthread_t a, b;
  pthread_create(&a, 0, stop, 0);
  pthread_create(&b, 0, request, 0);
  pthread_join(a, 0);
  pthread_join(b, 0);
  return 0;
}
