// A task may use as much of its stack as it may without the explorer.
#include <assert.h>
#include <pthread.h>
#include <string.h>

static void* work(void* unused) {
  char large[6 << 20];
  memset(large, 1, sizeof large);
  assert(large[5 << 20] == 1);
  return unused;
}

int main(void) {
  pthread_t other;
  pthread_create(&other, 0, work, 0);
  pthread_join(other, 0);
  return 0;
}
