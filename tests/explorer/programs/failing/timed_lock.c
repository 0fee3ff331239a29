// finds: assertion
// Who holds the lock may be held up for longer than the other waits.
#include <assert.h>
#include <pthread.h>
#include <time.h>

static pthread_mutex_t stock = PTHREAD_MUTEX_INITIALIZER;

static void* run(void* a) {
  struct timespec end;
  clock_gettime(CLOCK_REALTIME, &end);
  end.tv_sec += 1;
  int rc = pthread_mutex_timedlock(&stock, &end);
  assert(rc == 0);
  pthread_mutex_unlock(&stock);
  return a;
}

int main(void) {
  pthread_t t;
  pthread_mutex_lock(&stock);
  pthread_create(&t, 0, run, 0);
  pthread_mutex_unlock(&stock);
  pthread_join(t, 0);
}
