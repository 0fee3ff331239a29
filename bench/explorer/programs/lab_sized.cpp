// About a hundred scheduling points: four workers take jobs from a queue and note results in a map.
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

std::mutex queue_mutex;
std::condition_variable filled;
std::deque<int> jobs;  // guarded by queue_mutex
bool closed = false;   // guarded by queue_mutex
std::mutex results_mutex;
std::map<int, int> results;  // guarded by results_mutex

void work() {
  while (true) {
    int job = 0;
    {
      std::unique_lock lock(queue_mutex);
      filled.wait(lock, [] { return !jobs.empty() || closed; });
      if (jobs.empty()) return;
      job = jobs.front();
      jobs.pop_front();
    }
    const std::lock_guard lock(results_mutex);
    results[job] = job * job;
  }
}

int main() {
  std::vector<std::thread> workers;
  for (int i = 0; i < 4; ++i) workers.emplace_back(work);
  for (int job = 0; job < 10; ++job) {
    {
      const std::lock_guard lock(queue_mutex);
      jobs.push_back(job);
    }
    filled.notify_one();
  }
  {
    const std::lock_guard lock(queue_mutex);
    closed = true;
  }
  filled.notify_all();
  for (auto& each : workers) each.join();
}
