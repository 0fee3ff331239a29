#pragma once

#include <memory>
#include <string>

#include <millrace/http/server.h>
#include <millrace/http/wire.h>

namespace millrace::http {

/// One client's connection and the requests on it, one after the other.
class connection {
 public:
  connection(const server& owner, socket accepted);

  /// Waits for the next request and answers it. False when that was the last one.
  bool serve_one();
  /// True when a request, or its beginning, has already been read.
  bool has_buffered() const { return wire_.has_buffered(); }
  void close() { wire_ = wire(socket()); }
  int descriptor() const { return wire_.connection().descriptor(); }

 private:
  bool wait_for_request() const;
  bool stopping() const;

  const server& owner_;
  wire wire_;
  std::string address_;
};

}  // namespace millrace::http
