// Each run begins without the semaphores that another left behind.
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>

static int shared;

static void* work(void* unused) {
  sem_t* same = sem_open("/turn", 0);
  assert(same != SEM_FAILED);
  sem_wait(same);
  shared = shared + 1;
  sem_post(same);
  return unused;
}

int main(void) {
  assert(sem_open("/turn", 0) == SEM_FAILED && errno == ENOENT);
  sem_t* turn = sem_open("/turn", O_CREAT | O_EXCL, 0600, 1);
  assert(turn != SEM_FAILED);
  assert(sem_open("/turn", O_CREAT | O_EXCL, 0600, 1) == SEM_FAILED && errno == EEXIST);
  pthread_t one, other;
  pthread_create(&one, 0, work, 0);
  pthread_create(&other, 0, work, 0);
  pthread_join(one, 0);
  pthread_join(other, 0);
  assert(shared == 2);
  return 0;
}
