// Where a message ends: what a handler says of it must not make the next one misread.
#include <array>
#include <atomic>
#include <string>
#include <sys/socket.h>
#include <thread>

#include "http/served.h"

namespace millrace::http {
namespace {

class framing_test : public served_test {};

TEST_F(framing_test, what_has_no_body_is_sent_without) {
  served site;
  site.routes().get("/status/{code}", [](const request& r) {
    return response::with_status(std::stoi(r.param("code")), "not to be sent");
  });
  site.routes().get("/", [](const request&) { return response::text("next"); });
  site.start();
  const auto c = site.make_client();
  for (const auto* const code : {"204", "304"}) {
    const auto answer = c.get(std::string("/status/") + code);
    EXPECT_EQ(std::to_string(answer.status), code);
    EXPECT_FALSE(answer.header("Content-Length")) << code;
    EXPECT_EQ(c.get("/").body, "next") << "after " << code;
  }
  const auto raw = site.exchange({"GET /status/204 HTTP/1.1\r\nConnection: close\r\n\r\n"});
  EXPECT_TRUE(raw.ends_with("\r\n\r\n")) << raw;
}

TEST_F(framing_test, an_answer_of_another_service_can_be_handed_on) {
  served site;
  site.routes().get("/", [](const request&) {
    return response::text("short")
        .header("Transfer-Encoding", "chunked")
        .header("content-length", "999")
        .header("Connection", "keep-alive")
        .header("ETag", "kept");
  });
  site.start();
  const auto c = site.make_client();
  for (int i = 0; i < 2; ++i) {
    const auto answer = c.get("/");
    EXPECT_EQ(answer.body, "short");
    EXPECT_EQ(answer.header("Content-Length"), "5");
    EXPECT_FALSE(answer.header("Transfer-Encoding"));
    EXPECT_EQ(answer.header("ETag"), "kept");
  }
}

TEST_F(framing_test, a_handler_may_close_the_connection) {
  served site;
  site.routes().get("/", [](const request&) { return response::text("last").header("Connection", "Close"); });
  site.start();
  const auto raw = site.exchange({"GET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n"});
  EXPECT_NE(raw.find("Connection: close\r\n"), std::string::npos);
  EXPECT_EQ(raw.find("HTTP/1.1", 1), std::string::npos) << "one answer only";
}

TEST_F(framing_test, an_old_client_is_told_that_its_connection_is_kept) {
  served site;
  site.routes().get("/", [](const request&) { return response::text("x"); });
  site.start();
  const auto raw =
      site.exchange({"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", "GET / HTTP/1.0\r\n\r\n"});
  EXPECT_NE(raw.find("Connection: keep-alive\r\n"), std::string::npos);
  EXPECT_NE(raw.find("Connection: close\r\n"), std::string::npos);
}

TEST_F(framing_test, a_client_keeps_no_connection_that_holds_more_than_the_answer) {
  const socket listening = listen_on(0);
  std::atomic<int> accepted = 0;
  std::jthread service([&] {
    for (int i = 0; i < 2; ++i) {
      const socket connection(accept4(listening.descriptor(), nullptr, nullptr, SOCK_CLOEXEC));
      ++accepted;
      std::array<char, 4096> asked;
      const auto end = socket::clock::now() + 5s;
      static_cast<void>(connection.read_some(asked, end));
      static_cast<void>(
          connection.write_all("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nrightHTTP/1.1 200 "
                               "OK\r\nContent-Length: 5\r\n\r\nwrong",
                               end));
      static_cast<void>(connection.read_some(asked, end));
    }
  });
  const client c({"127.0.0.1", port_of(listening)});
  EXPECT_EQ(c.get("/").body, "right");
  EXPECT_EQ(c.get("/").body, "right");
  client::close_idle();
  EXPECT_EQ(accepted, 2);
}

}  // namespace
}  // namespace millrace::http
