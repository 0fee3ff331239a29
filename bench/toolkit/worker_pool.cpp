// Jobs through two workers behind a queue of 1024, from one thread that submits.
#include <condition_variable>
#include <functional>
#include <mutex>
#include <queue>
#include <semaphore>
#include <thread>
#include <vector>

#include <millrace/toolkit/worker_pool.h>

#include "job_rows.h"

namespace millrace::bench {
namespace {

class our_pool {
 public:
  template <class Job>
  void submit(Job job) {
    pool_.submit(std::move(job));
  }
  void drain() { pool_.drain(); }

 private:
  worker_pool pool_{{.workers = pool_workers, .queue = pool_queue, .name = "bench"}};
};

/// std::function in a std::queue, a mutex and condition variables.
class textbook_pool {
 public:
  textbook_pool() {
    for (int i = 0; i < pool_workers; ++i) threads_.emplace_back([this] { work(); });
  }
  ~textbook_pool() { drain(); }

  void submit(std::function<void()> job) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return jobs_.size() < pool_queue; });
    jobs_.push(std::move(job));
    filled_.notify_one();
  }
  void drain() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    filled_.notify_all();
    for (auto& thread : threads_) thread.join();
    threads_.clear();
  }

 private:
  void work() {
    std::unique_lock lock(mutex_);
    while (true) {
      filled_.wait(lock, [&] { return closed_ || !jobs_.empty(); });
      if (jobs_.empty()) return;
      auto job = std::move(jobs_.front());
      jobs_.pop();
      room_.notify_one();
      lock.unlock();
      job();
      lock.lock();
    }
  }

  std::mutex mutex_;
  std::condition_variable filled_;
  std::condition_variable room_;
  std::queue<std::function<void()>> jobs_;  // guarded by mutex_
  bool closed_ = false;                     // guarded by mutex_
  std::vector<std::thread> threads_;
};

/// At most 64 at once: without a bound the row would measure how the machine goes down.
class thread_per_job {
 public:
  template <class Job>
  void submit(Job job) {
    may_start_.acquire();
    std::thread([this, job] {
      job();
      may_start_.release();
    }).detach();
  }
  void drain() {
    for (int i = 0; i < at_once; ++i) may_start_.acquire();
  }

 private:
  static constexpr int at_once = 64;
  std::counting_semaphore<> may_start_{at_once};
};

const bool added = [] {
  add_job_rows<our_pool>("millrace");
  add_job_rows<textbook_pool>("textbook");
  add_job_rows<thread_per_job>("thread_per_job");
  return true;
}();

}  // namespace
}  // namespace millrace::bench
