#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <millrace/http/response.h>
#include <millrace/toolkit/context.h>

namespace millrace::http {

/// Where a service listens. Always loopback.
struct endpoint {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;
};

/// Thrown when no response came: refused, reset, timed out, cancelled, not HTTP.
class transport_error : public std::system_error {
 public:
  using std::system_error::system_error;
};

/// Calls one service. A value; copies and concurrent calls are safe. Idle connections are kept per thread
/// (keep-alive), one for each service and local address and 100 in all, of which the oldest makes room, so
/// that calls from different threads share no lock: one would order the callers and hide their races. Go:
/// *http.Client.
class client {
 public:
  struct options {
    std::chrono::milliseconds timeout = std::chrono::seconds(10);  ///< for a whole call
    std::string local_address = {};   ///< call from this loopback address: "127.0.0.7"
    std::vector<field> headers = {};  ///< sent with each call
  };

  client() = default;
  explicit client(endpoint service);
  client(endpoint service, options how);

  /// Each throws transport_error. A context ends a call early: the connection is dropped, as Go does.
  response get(std::string_view target) const;
  response get(const context& ctx, std::string_view target) const;
  response post(std::string_view target, std::string body) const;
  response post(const context& ctx, std::string_view target, std::string body) const;
  response send(const context& ctx, std::string_view method, std::string_view target, std::string body = {},
                std::vector<field> headers = {}) const;

  const endpoint& service() const { return service_; }
  /// Closes the calling thread's idle connections to any service.
  static void close_idle();

 private:
  endpoint service_;
  options how_;
};

}  // namespace millrace::http
