// Takes orders and confirms them by mail.
//   POST /order  202 once the order is accepted: its confirmation will be sent. 503 when there is no room for
//   it
#include <millrace/http/app.h>
#include <millrace/toolkit/worker_pool.h>

namespace http = millrace::http;

void service(http::app& app) {
  const http::client mail = app.upstream("mail");
  millrace::worker_pool confirmations(
      {.workers = app.setting("workers", 2), .queue = 256, .name = "confirmation"});

  app.post("/order", [&](const http::request& request) {
    const auto full =
        confirmations.try_submit([mail, order = request.body] { mail.post("/confirm", order); });
    if (full) return http::response::with_status(503, "try again later\n");
    return http::response::with_status(202, "accepted\n");
  });

  app.run();
}
