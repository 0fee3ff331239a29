// A program for verifiers that brings its own words for atomic sections.
#include <assert.h>
#include <pthread.h>

static pthread_mutex_t verifier = PTHREAD_MUTEX_INITIALIZER;
static int shared;

void __VERIFIER_atomic_begin(void) {
  pthread_mutex_lock(&verifier);
}

void __VERIFIER_atomic_end(void) {
  pthread_mutex_unlock(&verifier);
}

static void* add(void* unused) {
  __VERIFIER_atomic_begin();
  ++shared;
  __VERIFIER_atomic_end();
  return unused;
}

int main(void) {
  pthread_t one, other;
  pthread_create(&one, 0, add, 0);
  pthread_create(&other, 0, add, 0);
  pthread_join(one, 0);
  pthread_join(other, 0);
  assert(shared == 2);
  return 0;
}
