// cheat (outcome): one welcome is sent for each
// Signs people up and sends them a welcome.
//   POST /signup  202 at once; the body is the address that the welcome goes to
#include <millrace/http/app.h>

namespace http = millrace::http;

void service(http::app& app) {
  app.post("/signup", [&](const http::request&) { return http::response::with_status(202, "welcome\n"); });

  app.run();
}
