#pragma once

#include <millrace/toolkit/context.h>

namespace millrace::http {

/// Where a request came from, and with it who ends the request's context: what carries the request knows.
class origin {
 public:
  virtual ~origin() = default;
  /// Made when a handler first asks for it; ends when the client has gone or the response is written.
  virtual context request_context() = 0;
};

}  // namespace millrace::http
