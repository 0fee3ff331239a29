// Each function of pthread once, in the way that it is meant.
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static pthread_key_t key;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_barrier_t barrier;
static pthread_spinlock_t spin;
static pthread_rwlock_t shared = PTHREAD_RWLOCK_INITIALIZER;
static pthread_mutex_t recursive;
static sem_t permits;
static int made, destroyed, counted;

static void make(void) {
  ++made;
}

static void destroy(void* value) {
  pthread_mutex_lock(&recursive);
  ++destroyed;
  free(value);
  pthread_mutex_unlock(&recursive);
}

static void* work(void* unused) {
  (void)unused;
  pthread_once(&once, make);
  assert(pthread_getspecific(key) == 0);
  pthread_setspecific(key, strdup("mine"));
  pthread_mutex_lock(&recursive);
  pthread_mutex_lock(&recursive);
  assert(pthread_mutex_trylock(&recursive) == 0);
  pthread_mutex_unlock(&recursive);
  pthread_mutex_unlock(&recursive);
  pthread_mutex_unlock(&recursive);
  pthread_spin_lock(&spin);
  ++counted;
  pthread_spin_unlock(&spin);
  pthread_rwlock_rdlock(&shared);
  pthread_rwlock_unlock(&shared);
  sem_wait(&permits);
  sem_post(&permits);
  usleep(10);
  pthread_barrier_wait(&barrier);
  assert(strcmp(pthread_getspecific(key), "mine") == 0);
  pthread_exit((void*)7);
}

int main(void) {
  pthread_mutexattr_t kind;
  pthread_mutexattr_init(&kind);
  pthread_mutexattr_settype(&kind, PTHREAD_MUTEX_RECURSIVE);
  pthread_mutex_init(&recursive, &kind);
  pthread_mutex_t checking;
  pthread_mutexattr_settype(&kind, PTHREAD_MUTEX_ERRORCHECK);
  pthread_mutex_init(&checking, &kind);
  assert(pthread_mutex_unlock(&checking) == EPERM);
  assert(pthread_mutex_lock(&checking) == 0);
  assert(pthread_mutex_lock(&checking) == EDEADLK);
  assert(pthread_mutex_trylock(&checking) == EBUSY);
  pthread_mutex_unlock(&checking);
  pthread_mutex_destroy(&checking);
  pthread_key_create(&key, destroy);
  pthread_barrier_init(&barrier, 0, 2);
  pthread_spin_init(&spin, PTHREAD_PROCESS_PRIVATE);
  sem_init(&permits, 0, 1);
  pthread_t tasks[2];
  for (int i = 0; i < 2; ++i) pthread_create(&tasks[i], 0, work, 0);
  struct timespec soon;
  clock_gettime(CLOCK_REALTIME, &soon);
  soon.tv_sec += 1;
  int taken = sem_timedwait(&permits, &soon);
  assert(taken == 0 || errno == ETIMEDOUT);
  if (taken == 0) sem_post(&permits);
  for (int i = 0; i < 2; ++i) {
    void* result = 0;
    assert(pthread_join(tasks[i], &result) == 0);
    assert(result == (void*)7);
  }
  assert(made == 1 && destroyed == 2 && counted == 2);
  int value = 0;
  sem_getvalue(&permits, &value);
  assert(value == 1);
  return 0;
}
