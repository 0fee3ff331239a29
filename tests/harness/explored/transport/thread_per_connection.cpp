// passes: nothing found
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <string>

#include <millrace/http/app.h>

namespace http = millrace::http;

void service(http::app& app) {
  const auto echo = app.upstream("echo");
  std::atomic<int> gone = 0;
  std::mutex mutex;
  std::condition_variable more;
  int here = 0;  // guarded by mutex

  app.get("/show/{what}", [](const http::request& request) {
    return http::response::text(request.param("what") + ' ' + request.query("q").value_or(""));
  });
  app.get("/address",
          [](const http::request& request) { return http::response::text(request.remote_address); });
  app.post("/pass-on", [&](const http::request& request) { return echo.post("/said", request.body); });
  app.get("/throws", [](const http::request&) -> http::response { throw std::runtime_error("as it must"); });
  app.get("/until-gone", [&](const http::request& request) {
    request.context().wait();
    ++gone;
    return http::response::text("for nobody");
  });
  app.get("/gone", [&](const http::request&) { return http::response::text(std::to_string(gone.load())); });
  app.get("/together", [&](const http::request&) {
    std::unique_lock lock(mutex);
    ++here;
    more.notify_all();
    more.wait(lock, [&] { return here == 2; });
    return http::response::text("together");
  });
  app.run();
}
