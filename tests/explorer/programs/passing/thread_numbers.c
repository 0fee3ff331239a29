// Each thread has a number of its own, and all clocks show the same time.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static pid_t first;
static pid_t second;

static void* note(void* into) {
  *(pid_t*)into = gettid();
  assert(gettid() == (pid_t)syscall(SYS_gettid));
  return into;
}

static void wait_by_clock(void) {
  const clock_t began = clock();
  struct timespec before;
  struct timespec after;
  timespec_get(&before, TIME_UTC);
  while (clock() - began < CLOCKS_PER_SEC) {
  }
  clock_gettime(CLOCK_REALTIME, &after);
  assert(after.tv_sec - before.tv_sec >= 1 && after.tv_sec - before.tv_sec < 60);
}

int main(void) {
  pthread_t threads[2];
  pthread_create(&threads[0], 0, note, &first);
  pthread_create(&threads[1], 0, note, &second);
  pthread_join(threads[0], 0);
  pthread_join(threads[1], 0);
  assert(gettid() == getpid() && first != second && first != gettid() && second != gettid());
  wait_by_clock();
  return 0;
}
