// passes: nothing found
#include <chrono>
#include <memory>
#include <mutex>
#include <thread>

#include <millrace/http/app.h>

namespace http = millrace::http;
using namespace std::chrono_literals;

// It takes its time to end, but it ends.
void service(http::app& app) {
  const auto sweeping = std::make_shared<std::mutex>();
  std::thread([sweeping] {
    for (int i = 0; i < 100; ++i) {
      std::this_thread::sleep_for(10ms);
      const std::lock_guard lock(*sweeping);
    }
  }).detach();
  app.get("/", [](const http::request&) { return http::response::text("done"); });
  app.run();
}
