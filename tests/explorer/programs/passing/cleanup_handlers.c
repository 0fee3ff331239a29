// pthread_exit runs what pthread_cleanup_push left to be done, the last first.
#include <assert.h>
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int order[4];
static int count;

static void unlock(void* which) {
  pthread_mutex_unlock(which);
}
static void note(void* what) {
  order[count++] = *(int*)what;
}

static void leave(void) {
  int second = 2;
  pthread_cleanup_push(note, &second);
  pthread_exit(&mutex);
  pthread_cleanup_pop(0);
}

static void* work(void* unused) {
  int first = 1;
  pthread_mutex_lock(&mutex);
  pthread_cleanup_push(unlock, &mutex);
  pthread_cleanup_push(note, &first);
  leave();
  pthread_cleanup_pop(0);
  pthread_cleanup_pop(0);
  return unused;
}

int main(void) {
  pthread_t one, other;
  void* result = 0;
  pthread_create(&one, 0, work, 0);
  pthread_create(&other, 0, work, 0);
  pthread_join(one, &result);
  pthread_join(other, 0);
  assert(result == &mutex && count == 4);
  assert(order[0] == 2 && order[1] == 1 && order[2] == 2 && order[3] == 1);
  return 0;
}
