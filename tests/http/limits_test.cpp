// What is too long, in whatever part of a message, and how its sender learns of it.
#include <string>
#include <string_view>
#include <sys/socket.h>

#include <millrace/http/wire.h>

#include "http/served.h"

namespace millrace::http {
namespace {

class limits_test : public served_test {
 protected:
  /// A wire whose other side has sent `bytes` and nothing more.
  static wire after(std::string_view bytes) {
    int ends[2];
    EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    const socket sender(ends[1]);
    EXPECT_FALSE(sender.write_all(bytes, socket::clock::now() + 5s));
    return wire(socket(ends[0]));
  }
};

TEST_F(limits_test, a_line_without_an_end_is_refused_wherever_it_stands) {
  const std::string endless(60'000, 'a');
  const std::string head = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (const auto& bytes : {head + "1;" + endless, head + "0\r\nTrailer: " + endless}) {
    auto connection = after(bytes);
    wire_request into;
    const auto outcome =
        connection.read_request(into, {.header_bytes = 4096, .patience = 5s}, socket::clock::now() + 5s);
    EXPECT_EQ(outcome.how, read_outcome::kind::refused);
    EXPECT_EQ(outcome.status, 431);
  }
}

TEST_F(limits_test, so_it_is_in_an_answer) {
  auto connection =
      after("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;" + std::string(60'000, 'a'));
  bool keep_alive = false;
  bool nothing_came = false;
  try {
    static_cast<void>(
        connection.read_response(false, 1000, socket::clock::now() + 5s, keep_alive, nothing_came));
    FAIL() << "the answer has no end";
  } catch (const transport_error& error) {
    EXPECT_EQ(error.code(), std::errc::bad_message);
  }
}

TEST_F(limits_test, a_long_body_in_many_chunks_is_taken) {
  std::string bytes = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 500; ++i) bytes += "64;name=value\r\n" + std::string(100, 'b') + "\r\n";
  auto connection = after(bytes + "0\r\n\r\n");
  wire_request into;
  const auto outcome =
      connection.read_request(into, {.header_bytes = 4096, .patience = 5s}, socket::clock::now() + 5s);
  EXPECT_EQ(outcome.how, read_outcome::kind::complete);
  EXPECT_EQ(into.message.body.size(), 50'000u);
}

TEST_F(limits_test, who_is_still_sending_learns_of_the_refusal) {
  served site;
  site.routes().post("/", [](const request&) { return response::text("taken"); });
  site.start();
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(site.make_client().post("/", std::string(3'000'000, 'b')).status, 413);
    EXPECT_EQ(site.make_client({.headers = {{"Long", std::string(300'000, 'h')}}}).get("/").status, 431);
  }
}

}  // namespace
}  // namespace millrace::http
