// right: a map of buckets behind a mutex
// Gives weather forecasts, to each client 10 at once and then 2 a second.
//   GET /forecast  200 with the forecast, or 429 to a client that asks too often
#include <map>
#include <mutex>
#include <string>

#include <millrace/http/app.h>
#include <millrace/toolkit/token_bucket.h>

namespace http = millrace::http;

void service(http::app& app) {
  std::mutex mutex;
  std::map<std::string, millrace::token_bucket> buckets;  // guarded by mutex

  app.get("/forecast", [&](const http::request& request) {
    const std::lock_guard lock(mutex);
    auto& bucket = buckets.try_emplace(request.remote_address, millrace::per_second(2), 10).first->second;
    if (!bucket.allow()) return http::response::with_status(429, "too many requests\n");
    return http::response::text("rain, then sun\n");
  });

  app.run();
}
