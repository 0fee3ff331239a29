// right: the call itself has the deadline, and there is no task
// Shows user profiles that another service keeps.
//   GET /profile/{id}  the user's profile, or 504 when it takes longer than 50 ms
#include <chrono>
#include <string>

#include <millrace/http/app.h>
#include <millrace/toolkit/context.h>

namespace http = millrace::http;
using namespace std::chrono_literals;

constexpr auto patience = 50ms;

http::response get_profile(const http::client& profiles, const std::string& id) {
  const auto [ctx, cancel] = millrace::with_timeout(millrace::context::background(), patience);
  try {
    return http::response::text(profiles.get(ctx, "/profiles/" + id).body);
  } catch (const http::transport_error&) {
    return http::response::with_status(504, "profiles are slow today\n");
  }
}

void service(http::app& app) {
  const http::client profiles = app.upstream("profiles");

  app.get("/profile/{id}",
          [&](const http::request& request) { return get_profile(profiles, request.param("id")); });

  app.run();
}
