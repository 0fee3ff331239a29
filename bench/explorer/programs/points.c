// Two tasks, 5,000 scheduling points each: what one costs, its switch included.
#include <pthread.h>

static void* work(void* unused) {
  _Atomic int mine = 0;
  for (int i = 0; i < 5000; ++i) ++mine;
  return unused;
}

int main(void) {
  pthread_t a, b;
  pthread_create(&a, 0, work, 0);
  pthread_create(&b, 0, work, 0);
  pthread_join(a, 0);
  pthread_join(b, 0);
  return 0;
}
