// right: drains with a deadline, and says what is lost
// Takes orders and confirms them by mail.
//   POST /order  202 once the order is accepted: its confirmation will be sent. 503 when there is no room for
//   it
#include <chrono>
#include <cstdio>

#include <millrace/http/app.h>
#include <millrace/toolkit/worker_pool.h>

namespace http = millrace::http;

void service(http::app& app) {
  const http::client mail = app.upstream("mail");
  millrace::worker_pool confirmations({.workers = 2, .queue = 256, .name = "confirmation"});

  app.post("/order", [&](const http::request& request) {
    const auto full =
        confirmations.try_submit([mail, order = request.body] { mail.post("/confirm", order); });
    if (full) return http::response::with_status(503, "try again later\n");
    return http::response::with_status(202, "accepted\n");
  });

  app.run();
  const auto [ctx, cancel] = millrace::with_timeout(millrace::context::background(), std::chrono::seconds(2));
  const auto drained = confirmations.drain(ctx);
  if (drained.lost > 0) std::fprintf(stderr, "lost: %zu\n", drained.lost);
}
