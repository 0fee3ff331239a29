// What the standard answers with an error number is no misuse.
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <time.h>

static void* hold(void* checked) {
  assert(pthread_mutex_lock(checked) == 0);
  assert(pthread_mutex_unlock(checked) == 0);
  return checked;
}

int main(void) {
  pthread_mutexattr_t kind;
  pthread_mutexattr_init(&kind);
  pthread_mutexattr_settype(&kind, PTHREAD_MUTEX_ERRORCHECK);
  pthread_mutex_t checked;
  pthread_mutex_init(&checked, &kind);
  pthread_t thread;
  pthread_create(&thread, NULL, hold, &checked);

  pthread_mutex_t plain = PTHREAD_MUTEX_INITIALIZER;
  pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
  pthread_rwlock_t shared = PTHREAD_RWLOCK_INITIALIZER;
  sem_t semaphore;
  sem_init(&semaphore, 0, 1);
  struct timespec soon = {0, 0};
  assert(pthread_cond_wait(&condition, &checked) == EPERM);
  pthread_mutex_lock(&plain);
  assert(pthread_cond_clockwait(&condition, &plain, CLOCK_PROCESS_CPUTIME_ID, &soon) == EINVAL);
  pthread_mutex_unlock(&plain);
  assert(pthread_mutex_clocklock(&plain, 12345, &soon) == EINVAL);
  assert(pthread_rwlock_clockrdlock(&shared, 12345, &soon) == EINVAL);
  assert(pthread_rwlock_clockwrlock(&shared, 12345, &soon) == EINVAL);
  assert(sem_clockwait(&semaphore, 12345, &soon) == -1 && errno == EINVAL);
  assert(pthread_clockjoin_np(thread, NULL, 12345, &soon) == EINVAL);

  pthread_key_t keys[500];
  for (int i = 0; i < 500; ++i) {
    assert(pthread_key_create(&keys[i], NULL) == 0);
    assert(pthread_setspecific(keys[i], &keys[i]) == 0);
  }
  for (int i = 0; i < 500; ++i) assert(pthread_getspecific(keys[i]) == &keys[i]);
  pthread_join(thread, NULL);
}
