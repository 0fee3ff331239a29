// right: refuses by the wait that the queue promises, whatever its size
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
constexpr auto one_price = 40ms;

void service(http::app& app) {
  const http::client pricing = app.upstream("pricing");
  const long workers = app.setting("workers", 2);
  millrace::worker_pool quotes({.workers = workers, .queue = 1'000, .name = "quote"});

  app.get("/quote/{trip}", [&](const http::request& request) {
    const auto until = steady_clock::now() + patience;
    millrace::channel<std::string> answer(1);
    const auto waiting = static_cast<long>(quotes.statistics().queued);
    if (one_price * waiting / workers > patience / 2) return http::response::with_status(503, "busy\n");
    const auto full = quotes.try_submit([pricing, answer, trip = request.param("trip")]() mutable {
      answer.send(pricing.get("/price/" + trip).body);
    });
    if (full) return http::response::with_status(503, "busy\n").header("Retry-After", "1");

    const auto price = answer.receive_until(until);
    if (!price) return http::response::with_status(504, "it took too long\n");
    return http::response::text(*price);
  });

  app.run();
}
