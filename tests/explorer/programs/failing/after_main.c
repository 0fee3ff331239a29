// finds: race, assertion
// Main returns while others still work, and so ends them anywhere.
#include <assert.h>
#include <pthread.h>

int x;

static void* look(void* unused) {
  assert(x != 2);
  ++x;
  return unused;
}

static void* count(void* unused) {
  ++x;
  ++x;
  return unused;
}

int main(void) {
  pthread_t threads[2];
  pthread_create(&threads[0], 0, look, 0);
  pthread_create(&threads[1], 0, count, 0);
  return 0;
}
