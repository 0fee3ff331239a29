// The words of the software verification competition: nobody comes between.
#include <assert.h>
#include <pthread.h>

extern void __VERIFIER_atomic_begin(void);
extern void __VERIFIER_atomic_end(void);

static int shared;

static void* work(void* unused) {
  for (int i = 0; i < 2; ++i) {
    __VERIFIER_atomic_begin();
    int seen = shared;
    shared = seen + 1;
    __VERIFIER_atomic_end();
  }
  return unused;
}

int main(void) {
  pthread_t one, other;
  pthread_create(&one, 0, work, 0);
  pthread_create(&other, 0, work, 0);
  pthread_join(one, 0);
  pthread_join(other, 0);
  assert(shared == 4);
  return 0;
}
