// finds: starvation
// The same with a count of what was served, which lets no two rounds be alike, and three readers.
#include <pthread.h>
#include <stdatomic.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static int version = 1;
static atomic_int served;

static void count(void) {
  atomic_fetch_add(&served, 1);
}

static void* serve(void* unused) {
  int seen;
  do {
    pthread_rwlock_rdlock(&lock);
    seen = version;
    count();
    pthread_rwlock_unlock(&lock);
  } while (seen == 1);
  return unused;
}

int main(void) {
  pthread_t readers[3];
  for (int i = 0; i < 3; ++i) pthread_create(&readers[i], 0, serve, 0);
  pthread_rwlock_wrlock(&lock);
  version = 2;
  pthread_rwlock_unlock(&lock);
  for (int i = 0; i < 3; ++i) pthread_join(readers[i], 0);
  return 0;
}
