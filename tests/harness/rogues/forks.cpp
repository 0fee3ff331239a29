// ends as: crash
#include <cerrno>
#include <chrono>
#include <thread>
#include <unistd.h>

#include <millrace/http/app.h>

// Children that outlive their parent, each in a group of its own: none may be left when the run is over.
void service(millrace::http::app& app) {
  app.get("/", [](const millrace::http::request&) {
    for (int i = 0; i < 20; ++i) {
      if (fork() == 0) {
        setsid();
        execlp("sleep", program_invocation_name, "7777", nullptr);  // known by our name
      }
    }
    _exit(3);
    return millrace::http::response::text("");
  });
  app.run();
}
