/* Two transfers in opposite directions. */
#include <pthread.h>

static pthread_mutex_t left = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t right = PTHREAD_MUTEX_INITIALIZER;

#ifdef ORDERED
#define SECOND_FIRST &left
#define SECOND_THEN &right
#else
#define SECOND_FIRST &right
#define SECOND_THEN &left
#endif

static void* there(void* unused) {
  pthread_mutex_lock(&left);
  pthread_mutex_lock(&right);
  pthread_mutex_unlock(&right);
  pthread_mutex_unlock(&left);
  return unused;
}

static void* back(void* unused) {
  pthread_mutex_lock(SECOND_FIRST);
  pthread_mutex_lock(SECOND_THEN);
  pthread_mutex_unlock(SECOND_THEN);
  pthread_mutex_unlock(SECOND_FIRST);
  return unused;
}

int main(void) {
  pthread_t one, other;
  pthread_create(&one, 0, there, 0);
  pthread_create(&other, 0, back, 0);
  pthread_join(one, 0);
  pthread_join(other, 0);
  return 0;
}
