// Whatever a peer sends, a wire reads whole messages, refuses, or says why it broke; it never waits beyond
// its end.
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>

#include <millrace/http/target.h>
#include <millrace/http/wire.h>

namespace http = millrace::http;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

/// The first of two connected sockets, with `bytes` waiting in it and nothing to follow.
http::socket peer_that_sends(std::string_view bytes) {
  int ends[2];
  require(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
  const http::socket sender(ends[1]);
  const auto soon = http::socket::clock::now() + std::chrono::seconds(5);
  (void)sender.write_all(bytes, soon);
  shutdown(sender.descriptor(), SHUT_WR);
  return http::socket(ends[0]);
}

void read_requests(std::string_view bytes) {
  http::wire wire(peer_that_sends(bytes));
  const http::wire_limits limits{.header_bytes = 2048, .body_bytes = 4096};
  const auto end = http::socket::clock::now() + std::chrono::seconds(5);
  for (std::size_t most = bytes.size() + 1;; --most) {
    require(most > 0);
    http::wire_request read;
    const auto outcome = wire.read_request(read, limits, end);
    if (outcome.how != http::read_outcome::kind::complete) {
      if (outcome.how == http::read_outcome::kind::refused)
        require(outcome.status >= 400 && outcome.status < 600);
      break;
    }
    require(!read.message.method.empty() && read.message.body.size() <= limits.body_bytes);
  }
}

void read_answer(std::string_view bytes) {
  http::wire wire(peer_that_sends(bytes));
  bool keep_alive = false;
  bool nothing_came = false;
  try {
    const auto answer = wire.read_response(false, 4096, http::socket::clock::now() + std::chrono::seconds(5),
                                           keep_alive, nothing_came);
    require(answer.body.size() <= 4096);
  } catch (const http::transport_error&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (size > 60'000) return 0;  // what a socket holds without a reader
  read_requests(bytes);
  read_answer(bytes);
  (void)http::percent_decoded(bytes, true);
  return 0;
}
