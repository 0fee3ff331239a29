// refuses: cancels threads
#include <pthread.h>

static void* work(void* unused) {
  return unused;
}

int main(void) {
  pthread_t other;
  pthread_create(&other, 0, work, 0);
  pthread_cancel(other);
  return pthread_join(other, 0);
}
