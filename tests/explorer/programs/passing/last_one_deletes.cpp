// Whoever lets go last frees the lock itself: that is allowed, for nobody can hold it any more.
#include <mutex>
#include <semaphore.h>
#include <thread>

struct counted {
  std::mutex mutex;
  int users = 2;
};

void let_go(counted* shared) {
  shared->mutex.lock();
  const bool last = --shared->users == 0;
  shared->mutex.unlock();
  if (last) delete shared;
}

int main() {
  auto* const shared = new counted;
  auto* const turn = new sem_t;
  sem_init(turn, 0, 0);
  std::thread other([=] {
    let_go(shared);
    sem_post(turn);
  });
  let_go(shared);
  sem_wait(turn);
  sem_destroy(turn);
  delete turn;
  other.join();
}
