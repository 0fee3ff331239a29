// ends as: uncaught exception
#include <stdexcept>
#include <thread>

#include <millrace/http/app.h>

void service(millrace::http::app& app) {
  app.get("/", [](const millrace::http::request&) {
    std::thread([] { throw std::runtime_error("nobody catches this"); }).join();
    return millrace::http::response::text("");
  });
  app.run();
}
