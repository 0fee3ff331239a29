// cheat (outcome): readers do not wait for one another
// Passes readers on to the archive that is in use.
//   GET /page/{name}  the page, from the archive in use
//   PUT /archive      200 once readers are served from the archive that the body names
#include <mutex>
#include <string>

#include <millrace/http/app.h>

namespace http = millrace::http;

void service(http::app& app) {
  const http::client archives = app.upstream("archives");
  std::mutex mutex;
  std::string in_use = "main";  // guarded by mutex

  app.get("/page/{name}", [&](const http::request& request) {
    const std::lock_guard lock(mutex);
    return http::response::text(archives.get("/" + in_use + "/" + request.param("name")).body);
  });

  app.put("/archive", [&](const http::request& request) {
    const std::lock_guard lock(mutex);
    in_use = request.body;
    return http::response::text("in use\n");
  });

  app.run();
}
