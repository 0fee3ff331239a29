// finds: misuse
#include <pthread.h>
#include <semaphore.h>

sem_t ready;

static void* post(void* unused) {
  sem_post(&ready);
  return unused;
}

int main(void) {
  pthread_t thread;
  sem_init(&ready, 0, 0);
  pthread_create(&thread, 0, post, 0);
  sem_destroy(&ready);
  pthread_join(thread, 0);
  return 0;
}
