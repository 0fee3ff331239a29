// cheat (outcome): a flood is held to its limit
// Gives weather forecasts, to each client 10 at once and then 2 a second.
//   GET /forecast  200 with the forecast, or 429 to a client that asks too often
#include <millrace/http/app.h>

namespace http = millrace::http;

void service(http::app& app) {
  app.get("/forecast", [&](const http::request&) { return http::response::text("rain, then sun\n"); });

  app.run();
}
