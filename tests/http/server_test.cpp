// The server as its clients see it: over a socket, with whole and with hostile messages.
#include <algorithm>
#include <atomic>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <millrace/http/client.h>
#include <millrace/http/server.h>
#include <millrace/toolkit/channel.h>

#include "http/served.h"

namespace millrace::http {
namespace {

using namespace std::chrono_literals;

class server_test : public served_test {
 protected:
  static void add_echo(app& routes) {
    routes.get("/echo/{word}", [](const request& r) {
      return response::text(r.method + ' ' + r.param("word") + ' ' + r.query("q").value_or("-"));
    });
    routes.post("/echo/{word}", [](const request& r) { return response::text(r.body); });
    routes.get("/fail", [](const request&) -> response { throw std::runtime_error("of itself"); });
  }
};

TEST_F(server_test, answers_by_route) {
  served site;
  add_echo(site.routes());
  site.start();
  const auto c = site.make_client();
  EXPECT_EQ(c.get("/echo/a%20b?q=1%2B1+x").body, "GET a b 1+1 x");
  EXPECT_EQ(c.post("/echo/x", "body").body, "body");
  EXPECT_EQ(c.get("/nowhere").status, 404);
  const auto refused = c.send(context::background(), "DELETE", "/echo/x");
  EXPECT_EQ(refused.status, 405);
  EXPECT_EQ(refused.header("allow"), "GET, POST");
  EXPECT_EQ(c.get("/fail").status, 500);
  EXPECT_EQ(c.send(context::background(), "HEAD", "/echo/x").body, "");
}

TEST_F(server_test, keeps_a_connection_for_many_requests) {
  served site;
  std::atomic<int> ports = 0;
  site.routes().get("/", [&](const request&) { return ++ports, response::text("ok"); });
  site.start();
  const auto c = site.make_client();
  for (int i = 0; i < 1000; ++i) ASSERT_EQ(c.get("/").status, 200);
  EXPECT_EQ(ports, 1000);
}

TEST_F(server_test, reads_messages_however_they_are_cut) {
  served site;
  add_echo(site.routes());
  site.start();
  std::vector<std::string> bytes;
  for (const char c :
       std::string("POST /echo/x HTTP/1.1\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc"))
    bytes.emplace_back(1, c);
  EXPECT_TRUE(site.exchange(bytes).ends_with("\r\n\r\nabc"));
  const auto pipelined =
      site.exchange({"GET /echo/1 HTTP/1.1\r\n\r\nGET /echo/2 HTTP/1.1\r\nConnection: close\r\n\r\n"});
  EXPECT_NE(pipelined.find("GET 1"), std::string::npos);
  EXPECT_NE(pipelined.find("GET 2"), std::string::npos);
  const auto chunked =
      site.exchange({"POST /echo/x HTTP/1.1\r\nTransfer-Encoding: chunked\r\nConnection: "
                     "close\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n"});
  EXPECT_TRUE(chunked.ends_with("abc"));
  EXPECT_TRUE(site.exchange_expecting("POST /echo/x HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: "
                                      "1\r\nConnection: close\r\n\r\n",
                                      "z")
                  .ends_with("z"));
  EXPECT_NE(site.exchange({"GET /echo/old HTTP/1.0\r\n\r\n"}).find("GET old"), std::string::npos);
}

TEST_F(server_test, refuses_what_is_wrong_too_long_or_too_slow) {
  served site;
  add_echo(site.routes());
  site.start();
  EXPECT_TRUE(site.exchange({"this is not HTTP\r\n\r\n"}).starts_with("HTTP/1.1 400"));
  EXPECT_TRUE(site.exchange({std::string("\0\xff\x01 / HTTP/1.1\r\n\r\n", 18)}).starts_with("HTTP/1.1 400"));
  EXPECT_TRUE(site.exchange({"GET /x HTTP/1.1\r\nLong: " + std::string(8000, 'x') + "\r\n\r\n"})
                  .starts_with("HTTP/1.1 431"));
  EXPECT_TRUE(
      site.exchange({"POST /echo/x HTTP/1.1\r\nContent-Length: 99999\r\n\r\n"}).starts_with("HTTP/1.1 413"));
  EXPECT_TRUE(site.exchange({"GET /echo/x HTTP/1.1\r\nHalf:"}).starts_with("HTTP/1.1 408"));
  EXPECT_EQ(site.make_client().get("/echo/well").status, 200);
}

TEST_F(server_test, a_header_cannot_smuggle_another) {
  served site;
  site.routes().get("/", [](const request&) {
    return response::text("x").status == 200 ? response::with_status(200).header("A", "b\r\nEvil: yes")
                                             : response{};
  });
  site.start();
  EXPECT_FALSE(site.make_client().get("/").header("Evil"));
}

TEST_F(server_test, serves_many_at_once_and_takes_no_descriptor_with_it) {
  const auto open_files = [] {
    return std::distance(std::filesystem::directory_iterator("/proc/self/fd"),
                         std::filesystem::directory_iterator());
  };
  const auto before = open_files();
  {
    served site;
    std::atomic<int> together = 0;
    site.routes().get("/", [&](const request&) {
      ++together;
      return test::eventually([&] { return together >= 100; }) ? response::text("ok")
                                                               : response::with_status(500);
    });
    site.start();
    std::vector<std::jthread> clients;
    std::atomic<int> answered = 0;
    for (int i = 0; i < 100; ++i)
      clients.emplace_back([&] { answered += site.make_client().get("/").status == 200 ? 1 : 0; });
    clients.clear();
    EXPECT_EQ(answered, 100);
  }
  client::close_idle();
  EXPECT_TRUE(test::eventually([&] { return open_files() <= before; }));
}

TEST_F(server_test, a_stop_lets_requests_finish) {
  served site;
  channel<bool> begun(1);
  channel<bool> release;
  site.routes().get("/", [=](const request&) mutable {
    begun.send(true);
    static_cast<void>(release.receive());
    return response::text("finished");
  });
  site.start();
  std::string got;
  std::jthread asking([&] { got = site.make_client().get("/").body; });
  static_cast<void>(begun.receive());
  std::jthread stopping([&] { site.stop(); });
  release.close();
  asking.join();
  stopping.join();
  EXPECT_EQ(got, "finished");
  EXPECT_THROW(site.make_client().get("/"), transport_error);
}

TEST_F(server_test, a_request_that_outstays_the_grace_is_cancelled) {
  server_options options;
  options.grace = 1ms;
  served site(options);
  channel<bool> begun(1);
  site.routes().get("/", [=](const request& r) mutable {
    const auto ctx = r.context();
    begun.send(true);
    ctx.wait();
    return response::text("given up");
  });
  site.start();
  std::jthread asking([&] { EXPECT_EQ(site.make_client().get("/").body, "given up"); });
  static_cast<void>(begun.receive());
  site.stop();
}

TEST_F(server_test, a_context_ends_when_the_client_leaves_and_with_the_response) {
  served site;
  channel<std::error_code> ended(1);
  context kept;
  site.routes().get("/leave", [=](const request& r) mutable {
    const auto ctx = r.context();
    ctx.wait();
    ended.send(ctx.error());
    return response::text("");
  });
  site.routes().get("/stay", [&](const request& r) { return kept = r.context(), response::text(""); });
  site.start();
  EXPECT_THROW(site.make_client({.timeout = 50ms}).get("/leave"), transport_error);
  EXPECT_EQ(*ended.receive(), errc::canceled);
  site.make_client().get("/stay");
  EXPECT_TRUE(test::eventually([&] { return kept.done(); }));
}

TEST_F(server_test, a_call_ends_with_its_context) {
  served site;
  site.routes().get("/", [](const request& r) { return r.context().wait_for(10s), response::text(""); });
  site.start();
  auto [ctx, cancel] = with_cancel(context::background());
  std::jthread other([cancel = cancel] { cancel(); });
  try {
    site.make_client().get(ctx, "/");
    FAIL() << "it must not be answered";
  } catch (const transport_error& error) {
    EXPECT_EQ(error.code(), errc::canceled);
  }
}

TEST_F(server_test, few_threads_serve_many_connections) {
  served site({}, 2);
  std::atomic<int> at_once = 0;
  std::atomic<int> peak = 0;
  site.routes().get("/", [&](const request&) {
    const int now = ++at_once;
    int most = peak;
    while (now > most && !peak.compare_exchange_weak(most, now)) {
    }
    --at_once;
    return response::text("ok");
  });
  site.start();
  std::vector<std::jthread> clients;
  std::atomic<int> answered = 0;
  for (int i = 0; i < 20; ++i) {
    clients.emplace_back([&] {
      const auto c = site.make_client();
      for (int n = 0; n < 20; ++n) answered += c.get("/").status == 200 ? 1 : 0;
    });
  }
  clients.clear();
  EXPECT_EQ(answered, 400);
  EXPECT_LE(peak, 2);
}

TEST_F(server_test, clients_come_from_the_address_they_choose) {
  served site;
  site.routes().get("/", [](const request& r) { return response::text(r.remote_address); });
  site.start();
  EXPECT_EQ(site.make_client({.local_address = "127.0.3.4"}).get("/").body, "127.0.3.4");
  EXPECT_THROW(site.make_client({.local_address = "8.8.8.8"}).get("/"), transport_error);
}

TEST_F(server_test, a_thread_keeps_a_bounded_number_of_idle_connections) {
  served site;
  site.routes().get("/", [](const request&) { return response::text("ok"); });
  site.start();
  const auto sockets = [] {
    return std::ranges::count_if(std::filesystem::directory_iterator("/proc/self/fd"), [](const auto& each) {
      std::error_code gone;
      return std::filesystem::read_symlink(each, gone).string().starts_with("socket:");
    });
  };
  ASSERT_TRUE(test::eventually([&] { return sockets() == 1; })) << "the one that listens";
  for (int i = 1; i <= 150; ++i) {
    EXPECT_EQ(site.make_client({.local_address = "127.0.9." + std::to_string(i)}).get("/").status, 200);
  }
  EXPECT_GE(sockets(), 1 + 2 * 100) << "what fits is kept; both ends are ours";
  EXPECT_TRUE(test::eventually([&] { return sockets() == 1 + 2 * 100; })) << "and no more";
}

TEST_F(server_test, a_patience_too_long_to_count_is_not_over_at_once) {
  constexpr auto endless = std::chrono::milliseconds::max();
  for (const int threads : {0, 2}) {
    server_options options;
    options.write_timeout = endless;
    options.grace = endless;
    options.idle_timeout = endless;
    options.limits.patience = endless;
    server* running = new server(options);
    app routes{std::unique_ptr<engine>(running)};
    routes.get("/", [](const request&) { return response::text("ok"); });
    std::jthread serving([&] { threads > 0 ? routes.run_with_threads(threads) : routes.run(); });
    const client c(running->listening(), {.timeout = endless});
    for (int i = 0; i < 3; ++i) EXPECT_EQ(c.get("/").body, "ok");
    client::close_idle();
    running->stop();
  }
}

TEST_F(server_test, says_when_a_port_is_taken) {
  const server first({});
  server_options same;
  same.port = first.listening().port;
  try {
    const server second(same);
    FAIL() << "the port is taken";
  } catch (const std::system_error& error) {
    EXPECT_NE(std::string(error.what()).find(std::to_string(same.port)), std::string::npos);
  }
}

TEST_F(server_test, a_bad_route_is_refused_where_it_is_made) {
  served site;
  site.routes().get("/x", [](const request&) { return response{}; });
  EXPECT_THROW(site.routes().get("/x", [](const request&) { return response{}; }), std::invalid_argument);
  EXPECT_THROW(site.routes().get("x", [](const request&) { return response{}; }), std::invalid_argument);
  EXPECT_THROW(site.routes().upstream("nobody"), std::invalid_argument);
}

}  // namespace
}  // namespace millrace::http
