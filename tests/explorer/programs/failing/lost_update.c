// finds: assertion, race
#include <assert.h>
#include <pthread.h>

static int balance = 0;

static void* deposit(void* amount) {
  int seen = balance;
  balance = seen + *(int*)amount;
  return 0;
}

int main(void) {
  int amounts[2] = {10, 20};
  pthread_t tellers[2];
  for (int i = 0; i < 2; ++i) pthread_create(&tellers[i], 0, deposit, &amounts[i]);
  for (int i = 0; i < 2; ++i) pthread_join(tellers[i], 0);
  assert(balance == 30);
  return 0;
}
