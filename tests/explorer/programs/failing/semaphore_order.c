// finds: deadlock
#include <pthread.h>
#include <semaphore.h>

static sem_t paper, tobacco;

static void* first(void* unused) {
  sem_wait(&paper);
  sem_wait(&tobacco);
  sem_post(&tobacco);
  sem_post(&paper);
  return unused;
}

static void* second(void* unused) {
  sem_wait(&tobacco);
  sem_wait(&paper);
  sem_post(&paper);
  sem_post(&tobacco);
  return unused;
}

int main(void) {
  pthread_t a, b;
  sem_init(&paper, 0, 1);
  sem_init(&tobacco, 0, 1);
  pthread_create(&a, 0, first, 0);
  pthread_create(&b, 0, second, 0);
  pthread_join(a, 0);
  pthread_join(b, 0);
  return 0;
}
