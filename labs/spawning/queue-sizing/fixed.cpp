// Quotes the price of a trip.
//   GET /quote/{trip}  200 with the price, within 200 ms; 504 when it took longer, 503 when there is no hope
#include <chrono>
#include <string>

#include <millrace/http/app.h>
#include <millrace/toolkit/channel.h>
#include <millrace/toolkit/worker_pool.h>

namespace http = millrace::http;
using namespace std::chrono_literals;
using std::chrono::steady_clock;

constexpr auto patience = 200ms;
constexpr std::size_t places = 4;  // the last of them waits 80 ms: 4 x 40 ms by 2 workers

void service(http::app& app) {
  const http::client pricing = app.upstream("pricing");
  millrace::worker_pool quotes({.workers = app.setting("workers", 2), .queue = places, .name = "quote"});

  app.get("/quote/{trip}", [&](const http::request& request) {
    const auto until = steady_clock::now() + patience;
    millrace::channel<std::string> answer(1);
    const auto full = quotes.try_submit([pricing, answer, until, trip = request.param("trip")]() mutable {
      if (steady_clock::now() >= until) return;  // nobody waits for it any more
      answer.send(pricing.get("/price/" + trip).body);
    });
    if (full) return http::response::with_status(503, "busy\n").header("Retry-After", "1");

    const auto price = answer.receive_until(until);
    if (!price) return http::response::with_status(504, "it took too long\n");
    return http::response::text(*price);
  });

  app.run();
}
