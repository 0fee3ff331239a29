// finds: assertion, race
#include <assert.h>
#include <pthread.h>

static pthread_mutex_t left = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t right = PTHREAD_MUTEX_INITIALIZER;
static int data;

static void* careful(void* unused) {
  int before;
  pthread_mutex_lock(&left);
  before = data;
  data++;
  assert(data == before + 1);
  pthread_mutex_unlock(&left);
  return unused;
}

static void* careless(void* unused) {
  pthread_mutex_lock(&right);
  data++;
  pthread_mutex_unlock(&right);
  return unused;
}

int main(void) {
  pthread_t tasks[4];
  pthread_create(&tasks[0], 0, careful, 0);
  for (int i = 1; i < 4; ++i) pthread_create(&tasks[i], 0, careless, 0);
  for (int i = 0; i < 4; ++i) pthread_join(tasks[i], 0);
  return 0;
}
