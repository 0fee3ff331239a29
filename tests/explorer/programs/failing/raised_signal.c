// finds: aborted
#include <signal.h>
#include <unistd.h>

int main(void) {
  kill(getpid(), SIGABRT);
  return 0;
}
