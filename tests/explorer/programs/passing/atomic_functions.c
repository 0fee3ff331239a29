// In programs for verifiers a function is atomic whose name begins so, and abort is how they assume.
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

extern int __VERIFIER_nondet_int(void);

static int shared;

static void assume_abort_if_not(int holds) {
  if (!holds) abort();
}

static int __VERIFIER_atomic_next(void) {
  int seen = shared;
  shared = seen + 1;
  return seen;
}

static void __VERIFIER_atomic_add(int times) {
  while (times-- > 0) __VERIFIER_atomic_next();
}

static void* work(void* unused) {
  __VERIFIER_atomic_add(2);
  __VERIFIER_atomic_next();
  return unused;
}

int main(void) {
  int tasks = __VERIFIER_nondet_int();
  assume_abort_if_not(tasks == 2);
  pthread_t one, other;
  pthread_create(&one, 0, work, 0);
  pthread_create(&other, 0, work, 0);
  pthread_join(one, 0);
  pthread_join(other, 0);
  assert(shared == 3 * tasks);
  return 0;
}
