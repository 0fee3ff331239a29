// ends as: hung shutdown
#include <chrono>
#include <thread>
#include <unistd.h>

#include <millrace/http/app.h>

// Children in sessions of their own, beside a parent that lives on.
void service(millrace::http::app& app) {
  app.get("/", [](const millrace::http::request&) {
    for (int i = 0; i < 3; ++i) {
      if (fork() != 0) continue;
      setsid();
      while (true) pause();
    }
    std::this_thread::sleep_for(std::chrono::hours(1));
    return millrace::http::response::text("");
  });
  app.run();
}
