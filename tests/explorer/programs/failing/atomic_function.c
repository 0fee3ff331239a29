// finds: assertion
// What lies between two atomic functions is not atomic.
#include <assert.h>
#include <pthread.h>

static int shared;

static int __VERIFIER_atomic_read(void) {
  return shared;
}

static void __VERIFIER_atomic_write(int value) {
  shared = value;
}

static void* work(void* unused) {
  __VERIFIER_atomic_write(__VERIFIER_atomic_read() + 1);
  return unused;
}

int main(void) {
  pthread_t one, other;
  pthread_create(&one, 0, work, 0);
  pthread_create(&other, 0, work, 0);
  pthread_join(one, 0);
  pthread_join(other, 0);
  assert(shared == 2);
  return 0;
}
