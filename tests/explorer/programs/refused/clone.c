// refuses: starts processes
#define _GNU_SOURCE
#include <sched.h>

static int nothing(void* unused) {
  (void)unused;
  return 0;
}

char stack[4096];

int main(void) {
  return clone(nothing, stack + sizeof stack, 0, 0);
}
