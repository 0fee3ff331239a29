// finds: assertion
// In a replay the first child's second child was once taken for main's third.
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int order = 0;  // of steps, a digit each

static void* two_steps(void* digit) {
  for (int i = 0; i < 2; ++i) {
    pthread_mutex_lock(&mutex);
    order = order * 10 + *(const int*)digit;
    pthread_mutex_unlock(&mutex);
  }
  return NULL;
}

static void* nothing(void* unused) {
  return unused;
}

static void* first_child(void* digit) {
  pthread_t children[2];
  pthread_create(&children[0], NULL, nothing, NULL);
  pthread_create(&children[1], NULL, two_steps, digit);
  for (int i = 0; i < 2; ++i) pthread_join(children[i], NULL);
  return NULL;
}

int main(void) {
  static int one = 1, two = 2;
  pthread_t children[3];
  pthread_create(&children[0], NULL, first_child, &one);
  pthread_create(&children[1], NULL, nothing, NULL);
  pthread_create(&children[2], NULL, two_steps, &two);
  for (int i = 0; i < 3; ++i) pthread_join(children[i], NULL);
  assert(order != 2121);
  return 0;
}
