// Its accesses are ordered by a lock that the explorer does not see: no race may be told of, but what goes wrong is.
#include <assert.h>
#include <pthread.h>

#include "foreign/gate.h"

static int stock = 1;

static void *sell(void *unused) {
  gate_close();
  int left = stock;
#ifdef HASTY
  gate_open();
  gate_close();
#endif
  if (left > 0) --stock;
  gate_open();
  return unused;
}

int main(void) {
  pthread_t other;
  pthread_create(&other, 0, sell, 0);
  sell(0);
  pthread_join(other, 0);
  assert(stock == 0);
  return 0;
}
