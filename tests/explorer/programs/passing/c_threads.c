#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <threads.h>
#include <time.h>

enum { plain_error = -2 };

mtx_t mutex;
cnd_t changed;
bool ready;
once_flag once = ONCE_FLAG_INIT;
tss_t own;
int inits;
int destroyed;

static void count_destroyed(void* value) {
  free(value);
  mtx_lock(&mutex);
  ++destroyed;
  mtx_unlock(&mutex);
}

static void initialise(void) {
  ++inits;
  assert(tss_create(&own, count_destroyed) == thrd_success);
}

static int work(void* argument) {
  call_once(&once, initialise);
  assert(tss_get(own) == 0);
  assert(tss_set(own, malloc(1)) == thrd_success);
  mtx_lock(&mutex);
  ready = true;
  cnd_signal(&changed);
  mtx_unlock(&mutex);
  thrd_yield();
  if (argument != 0) thrd_exit(-5);
  return -7;
}

static void try_out_of_turn(void) {
  struct timespec soon;
  timespec_get(&soon, TIME_UTC);
  mtx_t recursive;
  assert(mtx_init(&recursive, mtx_recursive | mtx_timed) == thrd_success);
  assert(mtx_lock(&recursive) == thrd_success && mtx_trylock(&recursive) == thrd_success);
  assert(mtx_timedlock(&recursive, &soon) == thrd_success);
  for (int i = 0; i < 3; ++i) assert(mtx_unlock(&recursive) == thrd_success);
  mtx_destroy(&recursive);
  mtx_lock(&mutex);
  while (cnd_timedwait(&changed, &mutex, &soon) == thrd_success) {
  }
  mtx_unlock(&mutex);
  soon.tv_sec = 0;
  assert(thrd_sleep(&soon, 0) == 0);
  soon.tv_nsec = -1;
  assert(thrd_sleep(&soon, 0) == plain_error);
}

static int hold(void* argument) {
  (void)argument;
  return mtx_trylock(&mutex);
}

int main(void) {
  thrd_t first;
  thrd_t second;
  int result = 0;
  mtx_init(&mutex, mtx_plain);
  cnd_init(&changed);
  thrd_create(&first, work, &mutex);
  assert(thrd_equal(thrd_current(), first) == 0);
  mtx_lock(&mutex);
  while (!ready) cnd_wait(&changed, &mutex);
  thrd_create(&second, hold, 0);
  assert(thrd_join(second, &result) == thrd_success && result == thrd_busy);
  mtx_unlock(&mutex);
  assert(thrd_join(first, &result) == thrd_success && result == -5);
  assert(inits == 1 && destroyed == 1);
  try_out_of_turn();
  cnd_destroy(&changed);
  mtx_destroy(&mutex);
  return 0;
}
