// cheat (outcome): a late profile is answered with 504
// Shows user profiles that another service keeps.
//   GET /profile/{id}  the user's profile, or 504 when it takes longer than 50 ms
#include <chrono>
#include <string>

#include <millrace/http/app.h>
#include <millrace/toolkit/channel.h>
#include <millrace/toolkit/task.h>

namespace http = millrace::http;
using namespace std::chrono_literals;

http::response get_profile(const http::client& profiles, const std::string& id) {
  millrace::channel<std::string> answer;
  millrace::spawn("fetch profile",
                  [profiles, answer, id]() mutable { answer.send(profiles.get("/profiles/" + id).body); });

  const auto profile = answer.receive();
  if (!profile) return http::response::with_status(504, "profiles are slow today\n");
  return http::response::text(*profile);
}

void service(http::app& app) {
  const http::client profiles = app.upstream("profiles");

  app.get("/profile/{id}",
          [&](const http::request& request) { return get_profile(profiles, request.param("id")); });

  app.run();
}
