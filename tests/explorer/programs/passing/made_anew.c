// Where a mutex was destroyed, or was left locked, a new one may be made, by a static initialiser, too.
#include <assert.h>
#include <pthread.h>

static int once_more(void) {
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
  pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
  pthread_mutex_lock(&mutex);
  pthread_cond_broadcast(&condition);
  pthread_mutex_unlock(&mutex);
  pthread_rwlock_wrlock(&lock);
  pthread_rwlock_unlock(&lock);
  pthread_mutex_destroy(&mutex);
  pthread_cond_destroy(&condition);
  pthread_rwlock_destroy(&lock);
  return 1;
}

static int left_locked(void) {
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  return pthread_mutex_lock(&mutex) == 0;
}

int main(void) {
  int times = 0;
  for (int i = 0; i < 3; ++i) times += once_more();
  assert(times == 3);
  assert(left_locked() && left_locked());
  return 0;
}
