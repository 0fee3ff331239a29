/* all_waits: one thread for each way to wait that is not a mutex; each waits for ever. */
#define _GNU_SOURCE
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t never = PTHREAD_COND_INITIALIZER;
static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static pthread_barrier_t barrier;
static sem_t none;

static void* condition(void* unused) {
  pthread_mutex_lock(&mutex);
  pthread_cond_wait(&never, &mutex);
  return unused;
}

static void* reader(void* unused) {
  pthread_rwlock_rdlock(&lock);
  return unused;
}

static void* writer(void* unused) {
  pthread_rwlock_wrlock(&lock);
  return unused;
}

static void* semaphore(void* unused) {
  sem_wait(&none);
  return unused;
}

static void* at_barrier(void* unused) {
  pthread_barrier_wait(&barrier);
  return unused;
}

static void* sleeper(void* unused) {
  const struct timespec hour = {3600, 0};
  nanosleep(&hour, NULL);
  return unused;
}

static pthread_t start(void* (*run)(void*), const char* name) {
  pthread_t thread;
  pthread_create(&thread, NULL, run, NULL);
  pthread_setname_np(thread, name);
  return thread;
}

int main(void) {
  sem_init(&none, 0, 0);
  pthread_barrier_init(&barrier, NULL, 2);
  pthread_rwlock_wrlock(&lock);
  start(condition, "condition");
  start(reader, "reader");
  start(writer, "writer");
  start(semaphore, "semaphore");
  start(at_barrier, "barrier");
  pthread_join(start(sleeper, "sleeper"), NULL);
  return 0;
}
