// finds: race, assertion
// A loop on a plain variable; and the data behind it comes after the flag.
#include <assert.h>
#include <pthread.h>

int ready;
int data;

static void* produce(void* unused) {
  ready = 1;
  data = 7;
  return unused;
}

int main(void) {
  pthread_t other;
  pthread_create(&other, 0, produce, 0);
  while (ready == 0) {
  }
  assert(data == 7);
  pthread_join(other, 0);
  return 0;
}
