// right: readers take the pointer to an archive that is replaced, never changed
// Passes readers on to the archive that is in use.
//   GET /page/{name}  the page, from the archive in use
//   PUT /archive      200 once readers are served from the archive that the body names
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include <millrace/http/app.h>

namespace http = millrace::http;

void service(http::app& app) {
  const http::client archives = app.upstream("archives");
  std::mutex mutex;
  auto in_use = std::make_shared<const std::string>("main");  // the pointer is guarded by mutex
  const auto snapshot = [&] {
    const std::lock_guard lock(mutex);
    return in_use;
  };

  app.get("/page/{name}", [&](const http::request& request) {
    const auto archive = snapshot();
    return http::response::text(archives.get("/" + *archive + "/" + request.param("name")).body);
  });

  app.put("/archive", [&](const http::request& request) {
    auto next = std::make_shared<const std::string>(request.body);
    const std::lock_guard lock(mutex);
    in_use = std::move(next);
    return http::response::text("in use\n");
  });

  app.run();
}
