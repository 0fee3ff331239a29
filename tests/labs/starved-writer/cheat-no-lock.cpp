// cheat (race): data race
// Passes readers on to the archive that is in use.
//   GET /page/{name}  the page, from the archive in use
//   PUT /archive      200 once readers are served from the archive that the body names
#include <string>

#include <millrace/http/app.h>

namespace http = millrace::http;

void service(http::app& app) {
  const http::client archives = app.upstream("archives");
  std::string in_use = "main";

  app.get("/page/{name}", [&](const http::request& request) {
    const std::string page = "/" + in_use + "/" + request.param("name");
    return http::response::text(archives.get(page).body);
  });

  app.put("/archive", [&](const http::request& request) {
    in_use = request.body;
    return http::response::text("in use\n");
  });

  app.run();
}
