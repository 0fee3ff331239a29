// finds: use of a gone stack
// A thread hands out the address of its own local variable.
#include <assert.h>
#include <pthread.h>

static int* answer;

static void* work(void* unused) {
  int local = 42;
  answer = &local;
  return unused;
}

int main(void) {
  pthread_t thread;
  pthread_create(&thread, 0, work, 0);
  pthread_join(thread, 0);
  assert(*answer == 42);
  return 0;
}
