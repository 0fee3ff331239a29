// finds: assertion
// Sender and receiver agree on a buffer, but not on when it is full.
#include <assert.h>
#include <pthread.h>

enum { size = 3, messages = 5 };
static int buffer[size];
static int put_at, take_at, filled;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static int put(int value) {
  int done = 0;
  pthread_mutex_lock(&mutex);
  if (filled <= size) {
    buffer[put_at] = value;
    put_at = (put_at + 1) % size;
    ++filled;
    done = 1;
  }
  pthread_mutex_unlock(&mutex);
  return done;
}

static int take(int* value) {
  int done = 0;
  pthread_mutex_lock(&mutex);
  if (filled > 0) {
    *value = buffer[take_at];
    take_at = (take_at + 1) % size;
    --filled;
    done = 1;
  }
  pthread_mutex_unlock(&mutex);
  return done;
}

static void* send(void* unused) {
  for (int i = 1; i <= messages; ++i) {
    while (!put(i)) {
    }
  }
  return unused;
}

static void* receive(void* unused) {
  for (int i = 1; i <= messages; ++i) {
    int value = 0;
    while (!take(&value)) {
    }
    assert(value == i);
  }
  return unused;
}

int main(void) {
  pthread_t a, b;
  pthread_create(&a, 0, send, 0);
  pthread_create(&b, 0, receive, 0);
  pthread_join(a, 0);
  pthread_join(b, 0);
  return 0;
}
