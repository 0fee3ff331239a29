#pragma once

#include <string>
#include <vector>

#include <millrace/http/request.h>

namespace millrace::http {

/// What a handler answers. Go: what is written to an http.ResponseWriter.
struct response {
  int status = 200;
  std::string body;
  std::vector<field> headers;

  /// 200 with a plain text.
  static response text(std::string body) { return {200, std::move(body), {}}; }
  /// A status with a plain text: `status(503, "queue full")`.
  static response with_status(int status, std::string body = {}) { return {status, std::move(body), {}}; }
  /// Adds a header and returns the response: `return with_status(503).header("Retry-After", "1");`
  response&& header(std::string name, std::string value) && {
    headers.push_back({std::move(name), std::move(value)});
    return std::move(*this);
  }
  /// The first header of that name, ignoring case.
  std::optional<std::string> header(std::string_view name) const;
};

}  // namespace millrace::http
