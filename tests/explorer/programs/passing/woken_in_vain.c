// A wait with an end that is woken again and again without need looks at the clock each time: it is over in
// time all the same, however often another task sleeps.
#include <assert.h>
#include <pthread.h>
#include <stddef.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t never = PTHREAD_COND_INITIALIZER;

static pthread_mutex_t counted = PTHREAD_MUTEX_INITIALIZER;
static int count = 0;

// More schedules than a depth-first search sees to the end.
static void* counter(void* unused) {
  for (int i = 0; i < 6; ++i) {
    pthread_mutex_lock(&counted);
    ++count;
    pthread_mutex_unlock(&counted);
  }
  return unused;
}

static void* sleeper(void* unused) {
  for (int i = 0; i < 20; ++i) sleep(2);
  return unused;
}

int main(void) {
  pthread_t others[3];
  struct timespec end;
  struct timespec now;
  pthread_create(&others[0], NULL, sleeper, NULL);
  for (int i = 1; i < 3; ++i) pthread_create(&others[i], NULL, counter, NULL);
  clock_gettime(CLOCK_REALTIME, &end);
  end.tv_sec += 5;
  pthread_mutex_lock(&mutex);
  do {
    pthread_cond_timedwait(&never, &mutex, &end);
    clock_gettime(CLOCK_REALTIME, &now);
  } while (now.tv_sec < end.tv_sec);
  pthread_mutex_unlock(&mutex);
  assert(now.tv_sec < end.tv_sec + 4);
  for (int i = 0; i < 3; ++i) pthread_join(others[i], NULL);
  return 0;
}
