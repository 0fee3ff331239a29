// right: two at a time ask, and who finds them busy waits for 80 ms at most
// Quotes the price of a trip.
//   GET /quote/{trip}  200 with the price, within 200 ms; 504 when it took longer, 503 when there is no hope
#include <chrono>
#include <string>

#include <millrace/http/app.h>
#include <millrace/toolkit/channel.h>

namespace http = millrace::http;
using namespace std::chrono_literals;

constexpr auto patience_in_line = 80ms;

void service(http::app& app) {
  const http::client pricing = app.upstream("pricing");
  millrace::channel<std::string> at_work(app.setting("workers", 2U));  // as a semaphore

  app.get("/quote/{trip}", [&](const http::request& request) {
    if (at_work.send_for(request.param("trip"), patience_in_line))
      return http::response::with_status(503, "busy\n").header("Retry-After", "1");
    auto price = pricing.get("/price/" + request.param("trip"));
    at_work.receive();
    return http::response::text(price.body);
  });

  app.run();
}
