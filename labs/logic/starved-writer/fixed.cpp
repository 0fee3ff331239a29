// Passes readers on to the archive that is in use.
//   GET /page/{name}  the page, from the archive in use
//   PUT /archive      200 once readers are served from the archive that the body names
#include <mutex>
#include <shared_mutex>
#include <string>

#include <millrace/http/app.h>

namespace http = millrace::http;

void service(http::app& app) {
  const http::client archives = app.upstream("archives");
  std::shared_mutex mutex;
  std::string in_use = "main";  // guarded by mutex

  app.get("/page/{name}", [&](const http::request& request) {
    std::shared_lock lock(mutex);
    const std::string page = "/" + in_use + "/" + request.param("name");
    lock.unlock();
    return http::response::text(archives.get(page).body);
  });

  app.put("/archive", [&](const http::request& request) {
    const std::unique_lock lock(mutex);
    in_use = request.body;
    return http::response::text("in use\n");
  });

  app.run();
}
