// Gives weather forecasts, to each client 10 at once and then 2 a second.
//   GET /forecast  200 with the forecast, or 429 to a client that asks too often
#include <millrace/http/app.h>
#include <millrace/toolkit/token_bucket.h>

namespace http = millrace::http;

void service(http::app& app) {
  millrace::token_bucket requests(millrace::per_second(2), app.setting("burst", 10));

  app.get("/forecast", [&](const http::request&) {
    if (!requests.allow()) return http::response::with_status(429, "too many requests\n");
    return http::response::text("rain, then sun\n");
  });

  app.run();
}
