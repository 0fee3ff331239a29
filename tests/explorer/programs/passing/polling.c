// Waits in the way that one should not, but may: looks, sleeps, and looks again.
#include <assert.h>
#include <poll.h>
#include <pthread.h>
#include <sys/select.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int done;

static int is_done(void) {
  pthread_mutex_lock(&mutex);
  int seen = done;
  pthread_mutex_unlock(&mutex);
  return seen;
}

static void* work(void* unused) {
  struct timeval moment = {0, 500};
  select(0, 0, 0, 0, &moment);
  poll(0, 0, 2);
  pthread_mutex_lock(&mutex);
  done = 1;
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  pthread_t other;
  pthread_create(&other, 0, work, 0);
  while (!is_done()) usleep(100);
  pthread_join(other, 0);
  assert(done);
  return 0;
}
