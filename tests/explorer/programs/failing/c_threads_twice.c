// finds: misuse
#include <threads.h>

static int nothing(void* unused) {
  (void)unused;
  return 0;
}

int main(void) {
  thrd_t other;
  thrd_create(&other, nothing, 0);
  thrd_detach(other);
  return thrd_join(other, 0);
}
