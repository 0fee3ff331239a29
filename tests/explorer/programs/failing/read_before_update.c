// finds: race
// Between the start of the other thread and the reading there is nothing at which that could come first, and
// its own reading follows: the update races with the earlier of two readings.
#include <pthread.h>

static int counter;

static void* work(void* unused) {
  counter++;
  return unused;
}

int main(void) {
  pthread_t other;
  pthread_create(&other, 0, work, 0);
  int seen = counter;
  pthread_join(other, 0);
  return seen < 0;
}
