// Two tasks that back off for each other, as std::lock does, may do so step by step in turns, but not for
// ever.
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t left = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t right = PTHREAD_MUTEX_INITIALIZER;

static void lock_both(pthread_mutex_t* one, pthread_mutex_t* other) {
  for (;;) {
    pthread_mutex_lock(one);
    if (pthread_mutex_trylock(other) == 0) return;
    pthread_mutex_unlock(one);
    pthread_mutex_lock(other);
    if (pthread_mutex_trylock(one) == 0) return;
    pthread_mutex_unlock(other);
  }
}

static void unlock_both(void) {
  pthread_mutex_unlock(&left);
  pthread_mutex_unlock(&right);
}

static void* there(void* unused) {
  lock_both(&left, &right);
  unlock_both();
  return unused;
}

static void* back(void* unused) {
  lock_both(&right, &left);
  unlock_both();
  return unused;
}

int main(void) {
  pthread_t tasks[2];
  pthread_create(&tasks[0], NULL, there, NULL);
  pthread_create(&tasks[1], NULL, back, NULL);
  for (int i = 0; i < 2; ++i) pthread_join(tasks[i], NULL);
  return 0;
}
