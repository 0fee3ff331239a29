// A consumer that gives up after a while, and says so.
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <time.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t filled = PTHREAD_COND_INITIALIZER;
static int items, taken, gave_up;

static void* consume(void* unused) {
  struct timespec end;
  clock_gettime(CLOCK_REALTIME, &end);
  end.tv_nsec += 1000;
  if (end.tv_nsec >= 1000000000) {
    end.tv_nsec -= 1000000000;
    ++end.tv_sec;
  }
  pthread_mutex_lock(&mutex);
  int code = 0;
  while (items == 0 && code != ETIMEDOUT) code = pthread_cond_timedwait(&filled, &mutex, &end);
  if (items > 0) {
    --items;
    ++taken;
  } else {
    ++gave_up;
  }
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  pthread_t a, b;
  pthread_create(&a, 0, consume, 0);
  pthread_create(&b, 0, consume, 0);
  pthread_mutex_lock(&mutex);
  ++items;
  pthread_cond_signal(&filled);
  pthread_mutex_unlock(&mutex);
  pthread_join(a, 0);
  pthread_join(b, 0);
  assert(taken + gave_up == 2 && taken + items == 1);
  return 0;
}
