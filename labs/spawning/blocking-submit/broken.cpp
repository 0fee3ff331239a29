// Makes thumbnails in the background.
//   POST /image  202 once the image is queued; 503 with Retry-After when the queue is full
//   GET /health  200, always at once: the load balancer asks every second
#include <millrace/http/app.h>
#include <millrace/toolkit/worker_pool.h>

namespace http = millrace::http;

constexpr int request_threads = 4;

void service(http::app& app) {
  const http::client resizer = app.upstream("resizer");
  millrace::worker_pool thumbnails(
      {.workers = app.setting("workers", 2), .queue = app.setting("queue", 8U), .name = "thumbnail"});

  app.post("/image", [&](const http::request& request) {
    thumbnails.submit([resizer, image = request.body] { resizer.post("/resize", image); });
    return http::response::with_status(202, "queued\n");
  });

  app.get("/health", [](const http::request&) { return http::response::text("well\n"); });

  app.run_with_threads(request_threads);
  thumbnails.drain();
}
