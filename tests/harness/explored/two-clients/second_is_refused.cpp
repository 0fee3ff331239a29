// fails: both are answered: expected 2, got 1
#include <atomic>

#include <millrace/http/app.h>

namespace http = millrace::http;

void service(http::app& app) {
  std::atomic<int> at_work = 0;
  app.get("/", [&](const http::request&) {
    const int before = at_work++;
    --at_work;
    return http::response::with_status(before == 0 ? 200 : 503);
  });
  app.run();
}
