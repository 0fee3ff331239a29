// ends as: too many tasks
#include <unistd.h>

#include <millrace/http/app.h>

void service(millrace::http::app& app) {
  app.get("/", [](const millrace::http::request&) {
    while (fork() > 0) {
    }
    pause();
    return millrace::http::response::text("");
  });
  app.run();
}
