// right: counts what it has promised, and waits for that
// Takes orders and confirms them by mail.
//   POST /order  202 once the order is accepted: its confirmation will be sent. 503 when there is no room for
//   it
#include <millrace/http/app.h>
#include <millrace/toolkit/wait_group.h>
#include <millrace/toolkit/worker_pool.h>

namespace http = millrace::http;

void service(http::app& app) {
  const http::client mail = app.upstream("mail");
  millrace::worker_pool confirmations({.workers = 2, .queue = 256, .name = "confirmation"});

  millrace::wait_group promised;

  app.post("/order", [&](const http::request& request) {
    promised.add();
    const auto full = confirmations.try_submit([mail, promised, order = request.body]() mutable {
      mail.post("/confirm", order);
      promised.done();
    });
    if (full) promised.done();
    if (full) return http::response::with_status(503, "try again later\n");
    return http::response::with_status(202, "accepted\n");
  });

  app.run();
  promised.wait();
}
