// right: a bounded channel and four tasks that range over it
// Passes events on to a partner's webhook.
//   POST /event  202 once the event is taken on; it is delivered soon afterwards. 503 when there is no room
//   for it
#include <string>
#include <thread>
#include <vector>

#include <millrace/http/app.h>
#include <millrace/toolkit/channel.h>
#include <millrace/toolkit/task.h>

namespace http = millrace::http;

void service(http::app& app) {
  const http::client partner = app.upstream("partner");
  millrace::channel<std::string> events(100);
  std::vector<std::thread> workers;
  for (int i = 0; i < 4; ++i) {
    workers.push_back(millrace::start_task("webhook", [partner, events]() mutable {
      for (const std::string& event : events) partner.post("/webhook", event);
    }));
  }

  app.post("/event", [events](const http::request& request) mutable {
    const auto full = events.try_send(std::string(request.body));
    if (full) return http::response::with_status(503, "try again later\n");
    return http::response::with_status(202, "taken on\n");
  });

  app.run();
  events.close();
  for (auto& worker : workers) worker.join();
}
