#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <millrace/toolkit/context.h>

namespace millrace::http {

struct field {
  std::string name;
  std::string value;
};

/// What the server knows of the connection that a request came on, for `request::context`.
class origin;

/// One HTTP request as a handler sees it. Go: *http.Request.
struct request {
  std::string method;          ///< "GET", "POST", ...
  std::string path;            ///< percent-decoded, without the query: "/profile/7"
  std::string body;            ///< whole; the server bounds its size
  std::string remote_address;  ///< the client's IP address, without the port
  std::vector<field> headers;
  std::vector<field> query_parameters;
  std::vector<field> path_parameters;

  /// The text that matched `{name}` in the route's pattern; empty if the pattern has no such name. Go:
  /// r.PathValue.
  std::string param(std::string_view name) const;
  /// The first query parameter of that name, decoded.
  std::optional<std::string> query(std::string_view name) const;
  /// The first header of that name, ignoring case.
  std::optional<std::string> header(std::string_view name) const;

  /// Ends when the client goes away, when the response has been written, and when the server gives up waiting
  /// for handlers. Go: r.Context(). Made on the first call: a handler that never asks shares nothing with
  /// other handlers.
  millrace::context context() const;

  std::shared_ptr<origin> from;  ///< set by the server
};

}  // namespace millrace::http
