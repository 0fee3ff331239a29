// finds: deadlock
#include <pthread.h>

enum { seats = 4 };
static pthread_mutex_t forks[seats];

static void* dine(void* seat) {
  int left = *(int*)seat;
  int right = (left + 1) % seats;
  pthread_mutex_lock(&forks[left]);
  pthread_mutex_lock(&forks[right]);
  pthread_mutex_unlock(&forks[right]);
  pthread_mutex_unlock(&forks[left]);
  return 0;
}

int main(void) {
  pthread_t guests[seats];
  int names[seats];
  for (int i = 0; i < seats; ++i) pthread_mutex_init(&forks[i], 0);
  for (int i = 0; i < seats; ++i) {
    names[i] = i;
    pthread_create(&guests[i], 0, dine, &names[i]);
  }
  for (int i = 0; i < seats; ++i) pthread_join(guests[i], 0);
  return 0;
}
