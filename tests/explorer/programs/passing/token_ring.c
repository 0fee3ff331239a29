#include <assert.h>
#include <pthread.h>

enum { stations = 3 };
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t passed = PTHREAD_COND_INITIALIZER;
static int turn;
static int rounds;

static void* station(void* which) {
  int me = *(int*)which;
  pthread_mutex_lock(&mutex);
  while (turn != me) pthread_cond_wait(&passed, &mutex);
  ++rounds;
  turn = (turn + 1) % stations;
  pthread_cond_broadcast(&passed);
  pthread_mutex_unlock(&mutex);
  return 0;
}

int main(void) {
  int names[stations];
  pthread_t tasks[stations];
  for (int i = 0; i < stations; ++i) {
    names[i] = i;
    pthread_create(&tasks[i], 0, station, &names[i]);
  }
  for (int i = 0; i < stations; ++i) pthread_join(tasks[i], 0);
  assert(rounds == stations);
  return 0;
}
