#include <assert.h>
#include <pthread.h>

static _Atomic int wants[2];
static _Atomic int turn;
static int inside;

static void* work(void* which) {
  int me = *(int*)which;
  wants[me] = 1;
  turn = 1 - me;
  while (wants[1 - me] && turn == 1 - me) {
  }
  inside = inside + 1;
  assert(inside == 1);
  inside = inside - 1;
  wants[me] = 0;
  return 0;
}

int main(void) {
  int names[2] = {0, 1};
  pthread_t a, b;
  pthread_create(&a, 0, work, &names[0]);
  pthread_create(&b, 0, work, &names[1]);
  pthread_join(a, 0);
  pthread_join(b, 0);
  return 0;
}
