// right: a buffered channel and try_send
// Makes thumbnails in the background.
//   POST /image  202 once the image is queued; 503 with Retry-After when the queue is full
//   GET /health  200, always at once: the load balancer asks every second
#include <string>
#include <thread>
#include <vector>

#include <millrace/http/app.h>
#include <millrace/toolkit/channel.h>
#include <millrace/toolkit/task.h>

namespace http = millrace::http;

constexpr int request_threads = 4;

void service(http::app& app) {
  const http::client resizer = app.upstream("resizer");
  millrace::channel<std::string> images(8);
  std::vector<std::thread> workers;
  for (int i = 0; i < 2; ++i) {
    workers.push_back(millrace::start_task("thumbnail", [resizer, images]() mutable {
      for (const std::string& image : images) resizer.post("/resize", image);
    }));
  }

  app.post("/image", [images](const http::request& request) mutable {
    const auto full = images.try_send(std::string(request.body));
    if (full) return http::response::with_status(503, "busy\n").header("Retry-After", "2");
    return http::response::with_status(202, "queued\n");
  });

  app.get("/health", [](const http::request&) { return http::response::text("well\n"); });

  app.run_with_threads(request_threads);
  images.close();
  for (auto& worker : workers) worker.join();
}
