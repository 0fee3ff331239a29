// fails: lost wake-up: .*in handler 1
#include <condition_variable>
#include <mutex>

#include <millrace/http/app.h>

namespace http = millrace::http;

void service(http::app& app) {
  std::mutex mutex;
  std::condition_variable more;
  int here = 0;  // guarded by mutex
  app.get("/", [&](const http::request&) {
    std::unique_lock lock(mutex);
    ++here;
    more.notify_all();
    more.wait(lock, [&] { return here == 2; });
    return http::response::text("together");
  });
  app.run_with_threads(1);
}
