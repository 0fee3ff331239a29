// finds: livelock
// Who looks again and again for what nobody will do stands still as much as one that waits.
#include <pthread.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int done;

static int is_done(void) {
  pthread_mutex_lock(&mutex);
  int seen = done;
  pthread_mutex_unlock(&mutex);
  return seen;
}

int main(void) {
  while (!is_done()) usleep(100);
  return 0;
}
