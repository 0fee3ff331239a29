// finds: assertion
// Peterson's lock with plain variables, and the turn given away too late.
#include <assert.h>
#include <pthread.h>

static volatile int wants[2];
static volatile int turn;
static volatile int inside;

static void enter(int me) {
  turn = 1 - me;
  wants[me] = 1;
  while (wants[1 - me] && turn == 1 - me) {
  }
}

static void* work(void* which) {
  int me = *(int*)which;
  enter(me);
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
