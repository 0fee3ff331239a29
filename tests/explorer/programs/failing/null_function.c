// finds: crash
#include <pthread.h>

pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
void (*handler)(void);

static void handle(void) {}

static void* set(void* unused) {
  pthread_mutex_lock(&lock);
  handler = handle;
  pthread_mutex_unlock(&lock);
  return unused;
}

int main(void) {
  pthread_t setter;
  pthread_create(&setter, 0, set, 0);
  pthread_mutex_lock(&lock);
  handler();
  pthread_mutex_unlock(&lock);
  pthread_join(setter, 0);
  return 0;
}
