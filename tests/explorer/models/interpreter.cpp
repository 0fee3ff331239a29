// interpreter TASK...: each word is a task, each two letters of it a step. l0 u0: lock, unlock mutex 0. i0
// d0: variable 0 goes up, down. z0: it must be zero. Variables are atomic.
#include <atomic>
#include <cassert>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

constexpr int most = 4;
std::mutex mutexes[most];
std::atomic<int> variables[most];

void run(const char* steps) {
  for (; *steps != 0; steps += 2) {
    const int which = steps[1] - '0';
    switch (steps[0]) {
      case 'l':
        mutexes[which].lock();
        break;
      case 'u':
        mutexes[which].unlock();
        break;
      case 'i':
        ++variables[which];
        break;
      case 'd':
        --variables[which];
        break;
      case 'z':
        assert(variables[which] == 0);
        break;
      default:
        std::abort();
    }
  }
}

int main(int argc, char** argv) {
  std::vector<std::thread> tasks;
  for (int i = 1; i < argc; ++i) tasks.emplace_back(run, argv[i]);
  for (auto& each : tasks) each.join();
}
