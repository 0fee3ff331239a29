// What a client can tell of a service in memory is what it can tell of one behind sockets.
#include <chrono>
#include <string>

#include <millrace/harness/scenario.h>

using namespace millrace;
using namespace std::chrono_literals;

bool answers(const http::client& by, const std::string& target) {
  try {
    by.get(target);
    return true;
  } catch (const http::transport_error&) {
    return false;
  }
}

void scenario(harness::run& run) {
  auto& echo = run.provide("echo", [](const http::request& asked) {
    return http::response::text(asked.method + ' ' + asked.path + ' ' + asked.body);
  });
  const auto service = run.start();
  const auto client = run.client();

  run.expect_equal("a path and its query are decoded", client.get("/show/a%2Fb?q=c+d").body, "a/b c d");
  run.expect_equal("a service sees its client's address",
                   run.client({.local_address = "127.0.0.7"}).get("/address").body, "127.0.0.7");
  run.expect_equal("a service calls another", client.post("/pass-on", "this").body, "POST /said this");
  run.expect_equal("which counts its calls", echo.calls(), 1);
  run.expect_equal("nobody answers elsewhere", client.get("/nowhere").status, 404);
  run.expect_equal("an exception is a 500", client.get("/throws").status, 500);

  run.expect("who is impatient leaves", !answers(run.client({.timeout = 50ms}), "/until-gone"));
  run.expect("the request's context ends with that",
             run.eventually([&] { return client.get("/gone").body == "1"; }), "it goes on");

  const auto seen = run.drive(harness::closed_load{.clients = 2, .requests = 2},
                              [](const http::client& each, int) { return each.get("/together"); });
  run.expect_equal("requests are answered side by side", seen.answered(200), 2);

  run.stop();
  run.expect("a service that has stopped takes no more requests", !answers(client, "/gone"));
}
