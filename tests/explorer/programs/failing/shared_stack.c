// finds: assertion
// Whoever pops looks whether there is something without the lock.
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

enum { rounds = 3 };
static int values[rounds];
static int top;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void* push_all(void* unused) {
  for (int i = 0; i < rounds; ++i) {
    pthread_mutex_lock(&mutex);
    values[top++] = i;
    pthread_mutex_unlock(&mutex);
  }
  return unused;
}

static void* pop_all(void* unused) {
  for (int i = 0; i < rounds; ++i) {
    if (top == 0) continue;
    pthread_mutex_lock(&mutex);
    assert(top > 0);
    --top;
    pthread_mutex_unlock(&mutex);
  }
  return unused;
}

int main(void) {
  pthread_t tasks[3];
  pthread_create(&tasks[0], 0, push_all, 0);
  pthread_create(&tasks[1], 0, pop_all, 0);
  pthread_create(&tasks[2], 0, pop_all, 0);
  for (int i = 0; i < 3; ++i) pthread_join(tasks[i], 0);
  return 0;
}
