// finds: assertion
#include <assert.h>
#include <threads.h>

mtx_t mutex;
int stock = 1;

static int sell(void* unused) {
  (void)unused;
  mtx_lock(&mutex);
  const int left = stock;
  mtx_unlock(&mutex);
  if (left == 0) return 0;
  mtx_lock(&mutex);
  --stock;
  mtx_unlock(&mutex);
  return 1;
}

int main(void) {
  thrd_t other;
  mtx_init(&mutex, mtx_plain);
  thrd_create(&other, sell, 0);
  sell(0);
  thrd_join(other, 0);
  assert(stock == 0);
  return 0;
}
