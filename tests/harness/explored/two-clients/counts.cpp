// passes: all schedules explored
#include <mutex>
#include <string>

#include <millrace/http/app.h>

namespace http = millrace::http;

void service(http::app& app) {
  std::mutex mutex;
  int visits = 0;  // guarded by mutex
  app.get("/", [&](const http::request&) {
    const std::lock_guard lock(mutex);
    return http::response::text(std::to_string(++visits));
  });
  app.run();
}
