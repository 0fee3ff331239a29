// busy TASKS: so many tasks send through one channel of eight places until standard input ends. Its knob
// "pace" is how many microseconds a task pauses. It says "ready" when all have begun.
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <latch>
#include <string>
#include <thread>

#include <millrace/probe/publisher.h>
#include <millrace/toolkit/channel.h>
#include <millrace/toolkit/task.h>

using namespace std::chrono_literals;

int main(int, char** words) {
  auto* published = millrace::probe::publisher::start("busy");
  if (!published) return 2;
  millrace::observe_with(published);
  static std::atomic<long> pace{200};
  millrace::probe::publisher::show_knob("pace", pace);
  millrace::channel<int> values(8);
  const int senders = std::atoi(words[1]);
  std::latch begun(senders + 2);
  for (int i = 0; i < senders; ++i) {
    millrace::spawn("sender " + std::to_string(i), [values, &begun]() mutable {
      begun.count_down();
      while (true) {
        values.send(1);
        std::this_thread::sleep_for(std::chrono::microseconds(pace.load(std::memory_order_relaxed)));
      }
    });
  }
  millrace::spawn("receiver", [values, &begun]() mutable {
    begun.count_down();
    while (true) values.receive();
  });
  millrace::spawn("stuck", [&begun] {
    begun.count_down();
    millrace::channel<int>().receive();
  });
  std::thread knobs([] {
    while (true) {
      millrace::probe::publisher::take_wishes([](std::string_view, std::int64_t value) { pace = value; });
      std::this_thread::sleep_for(2ms);
    }
  });
  begun.wait();
  std::puts("ready");
  std::fflush(stdout);
  while (std::getchar() != EOF) {
  }
  std::_Exit(0);
}
