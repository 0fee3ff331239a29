// Passes events on to a partner's webhook.
//   POST /event  202 once the event is taken on; it is delivered soon afterwards. 503 when there is no room
//   for it
#include <millrace/http/app.h>
#include <millrace/toolkit/worker_pool.h>

namespace http = millrace::http;

void service(http::app& app) {
  const http::client partner = app.upstream("partner");
  millrace::worker_pool deliveries(
      {.workers = app.setting("workers", 8), .queue = app.setting("queue", 128U), .name = "webhook"});

  app.post("/event", [&](const http::request& request) {
    const auto full =
        deliveries.try_submit([partner, event = request.body] { partner.post("/webhook", event); });
    if (full) return http::response::with_status(503, "try again later\n");
    return http::response::with_status(202, "taken on\n");
  });

  app.run();
  deliveries.drain();
}
