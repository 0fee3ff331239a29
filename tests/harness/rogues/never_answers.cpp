// ends as: hung shutdown
#include <chrono>
#include <thread>

#include <millrace/http/app.h>

void service(millrace::http::app& app) {
  app.get("/", [](const millrace::http::request&) {
    std::this_thread::sleep_for(std::chrono::hours(1));
    return millrace::http::response::text("");
  });
  app.run();
}
