// cheat (outcome): an event is answered before the partner has taken it
// Passes events on to a partner's webhook.
//   POST /event  202 once the event is taken on; it is delivered soon afterwards. 503 when there is no room
//   for it
#include <millrace/http/app.h>

namespace http = millrace::http;

void service(http::app& app) {
  const http::client partner = app.upstream("partner");

  app.post("/event", [&](const http::request& request) {
    partner.post("/webhook", request.body);
    return http::response::with_status(202, "taken on\n");
  });

  app.run();
}
