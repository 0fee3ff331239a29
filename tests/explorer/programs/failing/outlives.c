// finds: assertion
// Something that a run does to the world outside is there in the next: here of the kernel's, mostly a file.
#include <assert.h>
#include <pthread.h>
#include <sys/prctl.h>

static void* nothing(void* argument) {
  return argument;
}

int main(void) {
  pthread_t thread;
  pthread_create(&thread, 0, nothing, 0);
  pthread_join(thread, 0);
  const unsigned long slack = 12345;
  assert((unsigned long)prctl(PR_GET_TIMERSLACK, 0, 0, 0, 0) != slack);
  prctl(PR_SET_TIMERSLACK, slack, 0, 0, 0);
}
