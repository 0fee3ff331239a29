#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>

#include <millrace/http/client.h>

namespace millrace::http {

/// A TCP socket over the loopback interface, owned. Blocking calls end at a deadline. `shut_down` may be
/// called from another thread and ends them at once; everything else belongs to one thread at a time.
class socket {
 public:
  using clock = std::chrono::steady_clock;

  socket() = default;
  explicit socket(int descriptor) : descriptor_(descriptor) {}
  socket(socket&& other) noexcept;
  socket& operator=(socket&& other) noexcept;
  ~socket();

  bool open() const { return descriptor_ >= 0; }
  int descriptor() const { return descriptor_; }

  struct transfer {
    std::size_t bytes = 0;  ///< 0 without an error: the other side has closed
    std::error_code error;  ///< timed_out, connection_reset, ...
  };
  transfer read_some(std::span<char> into, clock::time_point end) const;
  std::error_code write_all(std::string_view bytes, clock::time_point end) const;
  /// True if the other side has closed, or sent something that nobody asked for.
  bool stale() const;
  void shut_down() const noexcept;
  /// Sends no more, and drops what still comes until the other side closes, until `end`, and at most so many
  /// bytes. For an answer to somebody who is still sending: a close with bytes unread resets the connection,
  /// and with it the answer.
  void finish(std::size_t most, clock::time_point end) const;

 private:
  int descriptor_ = -1;
};

/// From `now` until `end` for `poll`: rounded up, and at most what an int can hold.
int milliseconds_left(socket::clock::time_point end, socket::clock::time_point now = socket::clock::now());
/// To be called after an `accept` that failed: when it is for want of descriptors, the client waits in the
/// kernel's queue until a connection ends, and it is not asked for again at once.
void wait_if_out_of_descriptors();

/// A socket that listens on 127.0.0.1; port 0 takes a free one. Throws std::system_error with a message that
/// names the port.
socket listen_on(std::uint16_t port);
std::uint16_t port_of(const socket& listening);

/// Connects, from `local_address` if one is given. Throws transport_error.
socket connect_to(const endpoint& service, const std::string& local_address, socket::clock::time_point end);

/// The other side's IP address.
std::string peer_address(const socket& connection);

}  // namespace millrace::http
