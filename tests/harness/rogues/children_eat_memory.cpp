// ends as: too much memory
#include <string>
#include <sys/prctl.h>
#include <unistd.h>
#include <vector>

#include <millrace/http/app.h>

// Each child stays below what one process may have, and leaves the process group.
void service(millrace::http::app& app) {
  app.get("/", [](const millrace::http::request&) {
    for (int i = 0; i < 4; ++i) {
      if (fork() != 0) continue;
      setsid();
      const std::string eaten(std::size_t{200} << 20, 'x');
      prctl(PR_SET_NAME, eaten.c_str());
      pause();
    }
    pause();
    return millrace::http::response::text("");
  });
  app.run();
}
