// fails: leak: main has ended, and a task goes on
#include <chrono>
#include <memory>
#include <mutex>
#include <thread>

#include <millrace/http/app.h>

namespace http = millrace::http;
using namespace std::chrono_literals;

void service(http::app& app) {
  const auto sweeping = std::make_shared<std::mutex>();
  std::thread([sweeping] {
    while (true) {
      std::this_thread::sleep_for(20ms);
      const std::lock_guard lock(*sweeping);
    }
  }).detach();
  app.get("/", [](const http::request&) { return http::response::text("done"); });
  app.run();
}
