// fails: leak: .*in left behind
#include <millrace/http/app.h>
#include <millrace/toolkit/channel.h>
#include <millrace/toolkit/task.h>

namespace http = millrace::http;

void service(http::app& app) {
  app.get("/", [](const http::request&) {
    millrace::channel<int> never;
    millrace::spawn("left behind", [never]() mutable { static_cast<void>(never.receive()); });
    return http::response::text("done");
  });
  app.run();
}
