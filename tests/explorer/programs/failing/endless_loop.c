// finds: hang
#include <pthread.h>

static void* run(void* unused) {
  for (;;) __asm__ volatile("");
  return unused;
}

int main(void) {
  pthread_t other;
  pthread_create(&other, 0, run, 0);
  pthread_join(other, 0);
  return 0;
}
