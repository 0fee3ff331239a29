#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include <millrace/http/request.h>
#include <millrace/http/response.h>
#include <millrace/http/socket.h>

namespace millrace::http {

/// How much of a message is accepted, and for how long one may take.
struct wire_limits {
  std::size_t header_bytes = 16 * 1024;
  std::size_t body_bytes = 1024 * 1024;
  std::chrono::milliseconds patience =
      std::chrono::seconds(10);  ///< for a whole message once its first byte is there
};

/// How reading a message ended. What is not `complete` or `closed` has a status that the client is told: 400,
/// 408, 413, 431.
struct read_outcome {
  enum class kind { complete, closed, refused, broken };
  kind how = kind::complete;
  int status = 0;         ///< of the refusal
  std::error_code error;  ///< why it broke
};

/// What a request says beyond what a handler sees.
struct wire_request {
  request message;
  std::string target;  ///< as sent, with its query
  bool keep_alive = true;
  bool closes_by_default = false;  ///< HTTP/1.0: a connection that is kept must be said to be
};

/// One side of a connection: messages in, messages out, what was read ahead in between. Messages are parsed
/// by Boost.Beast.
class wire {
 public:
  explicit wire(socket connection) : connection_(std::move(connection)) {}

  /// Waits for a request until `idle_end`; then it must be whole within `limits.patience`. Answers "Expect:
  /// 100-continue".
  read_outcome read_request(wire_request& into, const wire_limits& limits,
                            socket::clock::time_point idle_end);
  /// Writes what was `asked`'s answer, framed by us: a Content-Length, Transfer-Encoding or Connection of the
  /// handler's own is left out, and so is the body of a 1xx, 204 or 304.
  std::error_code write_response(const response& answer, const wire_request& asked, bool keep_alive,
                                 socket::clock::time_point end);

  std::error_code write_request(std::string_view method, std::string_view target,
                                const std::vector<field>& headers, const std::string& body,
                                socket::clock::time_point end);
  /// Throws transport_error. `keep_alive` tells whether the connection can be used again. `nothing_came` is
  /// set when the other side closed before it sent a byte.
  response read_response(bool to_head, std::size_t most_bytes, socket::clock::time_point end,
                         bool& keep_alive, bool& nothing_came);

  const socket& connection() const { return connection_; }
  /// Bytes of the next message are here already.
  bool has_buffered() const { return !buffer_.empty(); }

 private:
  template <class Parser>
  read_outcome feed(Parser& parser, const wire_limits& limits, socket::clock::time_point first_byte_by,
                    bool answer_expect);

  socket connection_;
  std::string buffer_;
};

/// By a Connection header of the handler's own.
bool asks_to_close(const response& answer);
/// The standard's phrase: 404 is "Not Found".
std::string reason_phrase(int status);

}  // namespace millrace::http
