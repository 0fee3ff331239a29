// A reader-writer lock may be held for reading more than once by one thread.
#include <assert.h>
#include <pthread.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static int value;

static int read_value(void) {
  pthread_rwlock_rdlock(&lock);
  int seen = value;
  pthread_rwlock_unlock(&lock);
  return seen;
}

static void* write_value(void* unused) {
  pthread_rwlock_wrlock(&lock);
  value = value + 1;
  pthread_rwlock_unlock(&lock);
  return unused;
}

int main(void) {
  pthread_t writer;
  pthread_create(&writer, 0, write_value, 0);
  pthread_rwlock_rdlock(&lock);
  int before = value;
  assert(read_value() == before);
  assert(read_value() == before);
  pthread_rwlock_unlock(&lock);
  pthread_join(writer, 0);
  assert(value == 1);
  return 0;
}
