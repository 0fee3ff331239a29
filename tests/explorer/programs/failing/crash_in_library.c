// finds: crash
#include <pthread.h>
#include <string.h>

pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
const char* name;

static void* set(void* unused) {
  pthread_mutex_lock(&lock);
  name = "name";
  pthread_mutex_unlock(&lock);
  return unused;
}

int main(void) {
  pthread_t setter;
  char copy[8];
  pthread_create(&setter, 0, set, 0);
  pthread_mutex_lock(&lock);
  stpcpy(copy, name);
  pthread_mutex_unlock(&lock);
  pthread_join(setter, 0);
  return copy[0] != 'n';
}
