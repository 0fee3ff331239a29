// finds: assertion
// Many write a and then b; one, started last, looks in between the first of them.
#include <assert.h>
#include <pthread.h>

enum { setters = 19, checkers = 1 };
static int a = 0;
static int b = 0;

static void* set(void* unused) {
  a = 1;
  b = -1;
  return unused;
}

static void* check(void* unused) {
  assert((a == 0 && b == 0) || (a == 1 && b == -1));
  return unused;
}

int main(void) {
  pthread_t tasks[setters + checkers];
  for (int i = 0; i < setters; ++i) pthread_create(&tasks[i], 0, set, 0);
  for (int i = setters; i < setters + checkers; ++i) pthread_create(&tasks[i], 0, check, 0);
  for (int i = 0; i < setters + checkers; ++i) pthread_join(tasks[i], 0);
  return 0;
}
