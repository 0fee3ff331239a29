#pragma once

// The steps of a task, two letters each. l0 u0: lock, unlock mutex 0. i0 d0: variable 0 goes up, down. z0: it
// must be zero. Variables are atomic.
#include <atomic>
#include <cassert>
#include <cstdlib>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace interpreter {

constexpr int most = 4;

struct machine {
  std::mutex mutexes[most];
  std::atomic<int> variables[most] = {};

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
};

/// A task each.
inline void run(const std::vector<std::string>& programs) {
  machine one;
  std::vector<std::thread> tasks;
  for (const auto& each : programs) tasks.emplace_back([&] { one.run(each.c_str()); });
  for (auto& each : tasks) each.join();
}

}  // namespace interpreter
