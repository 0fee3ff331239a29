// What one run sets in the process is not there in the next.
#include <assert.h>
#include <pthread.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static void* nothing(void* argument) {
  return argument;
}

int main(void) {
  const struct rlimit few = {64, 64};
  setrlimit(RLIMIT_NOFILE, &few);
  char directory[4096];
  assert(getcwd(directory, sizeof directory) != NULL);
  assert(strcmp(directory, "/") != 0);
  assert(chdir("/") == 0);
  assert(umask(0123) != 0123);
  pthread_t thread;
  assert(pthread_create(&thread, NULL, nothing, NULL) == 0);
  assert(pthread_join(thread, NULL) == 0);
}
