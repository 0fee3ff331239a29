// ends as: crash
#include <csignal>

#include <millrace/http/app.h>

void service(millrace::http::app& app) {
  app.get("/", [](const millrace::http::request&) {
    std::raise(SIGSEGV);
    return millrace::http::response::text("");
  });
  app.run();
}
