// finds: assertion
// Between the stages of the first of many writers the reader, started last, has to come by.
#include <assert.h>
#include <pthread.h>

enum { writers = 99 };
static pthread_mutex_t first_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t second_lock = PTHREAD_MUTEX_INITIALIZER;
static int first = 0;
static int second = 0;

static void* write_both(void* unused) {
  pthread_mutex_lock(&first_lock);
  first = 1;
  pthread_mutex_unlock(&first_lock);
  pthread_mutex_lock(&second_lock);
  second = first + 1;
  pthread_mutex_unlock(&second_lock);
  return unused;
}

static void* read_both(void* unused) {
  int seen_first, seen_second;
  pthread_mutex_lock(&first_lock);
  seen_first = first;
  pthread_mutex_unlock(&first_lock);
  if (seen_first == 0) return unused;
  pthread_mutex_lock(&second_lock);
  seen_second = second;
  pthread_mutex_unlock(&second_lock);
  assert(seen_second == seen_first + 1);
  return unused;
}

int main(void) {
  pthread_t tasks[writers + 1];
  for (int i = 0; i < writers; ++i) pthread_create(&tasks[i], 0, write_both, 0);
  pthread_create(&tasks[writers], 0, read_both, 0);
  for (int i = 0; i <= writers; ++i) pthread_join(tasks[i], 0);
  return 0;
}
