// right: waits for room, but only for a moment
// Makes thumbnails in the background.
//   POST /image  202 once the image is queued; 503 with Retry-After when the queue is full
//   GET /health  200, always at once: the load balancer asks every second
#include <chrono>

#include <millrace/http/app.h>
#include <millrace/toolkit/context.h>
#include <millrace/toolkit/worker_pool.h>

namespace http = millrace::http;

constexpr int request_threads = 4;

void service(http::app& app) {
  const http::client resizer = app.upstream("resizer");
  millrace::worker_pool thumbnails({.workers = 2, .queue = 8, .name = "thumbnail"});

  app.post("/image", [&](const http::request& request) {
    const auto [soon, cancel] =
        millrace::with_timeout(millrace::context::background(), std::chrono::milliseconds(2));
    const auto full =
        thumbnails.submit(soon, [resizer, image = request.body] { resizer.post("/resize", image); });
    if (full) return http::response::with_status(503, "busy\n").header("Retry-After", "2");
    return http::response::with_status(202, "queued\n");
  });

  app.get("/health", [](const http::request&) { return http::response::text("well\n"); });

  app.run_with_threads(request_threads);
  thumbnails.drain();
}
