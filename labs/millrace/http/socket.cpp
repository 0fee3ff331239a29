#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <limits>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <utility>

#include <millrace/http/socket.h>

namespace millrace::http {
namespace {

std::error_code last_error() {
  return {errno, std::generic_category()};
}

/// Waits until the socket can be read or written; nothing when it can.
std::error_code wait_for(int descriptor, short what, socket::clock::time_point end) {
  while (true) {
    const int left = milliseconds_left(end);
    if (left == 0) return std::make_error_code(std::errc::timed_out);
    pollfd state{descriptor, what, 0};
    const int ready = poll(&state, 1, left);
    if (ready > 0) return {};
    if (ready < 0 && errno != EINTR) return last_error();
  }
}

sockaddr_in address_of(const std::string& text, std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  if (inet_pton(AF_INET, text.c_str(), &address.sin_addr) != 1 ||
      (ntohl(address.sin_addr.s_addr) >> 24) != 127) {
    throw transport_error(std::make_error_code(std::errc::address_not_available),
                          "'" + text + "' is not a loopback address");
  }
  return address;
}

sockaddr* generic(sockaddr_in& address) {
  return reinterpret_cast<sockaddr*>(&address);
}

void send_at_once(int descriptor) {
  const int yes = 1;
  setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
}

}  // namespace

socket::socket(socket&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

socket& socket::operator=(socket&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

socket::~socket() {
  if (open()) close(descriptor_);
}

socket::transfer socket::read_some(std::span<char> into, clock::time_point end) const {
  while (true) {
    const auto got = recv(descriptor_, into.data(), into.size(), MSG_DONTWAIT);
    if (got >= 0) return {static_cast<std::size_t>(got), {}};
    if (errno == EINTR) continue;
    if (errno != EAGAIN) return {0, last_error()};
    if (const auto error = wait_for(descriptor_, POLLIN, end)) return {0, error};
  }
}

std::error_code socket::write_all(std::string_view bytes, clock::time_point end) const {
  while (!bytes.empty()) {
    const auto sent = send(descriptor_, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    } else if (errno == EAGAIN) {
      if (const auto error = wait_for(descriptor_, POLLOUT, end)) return error;
    } else if (errno != EINTR) {
      return last_error();
    }
  }
  return {};
}

bool socket::stale() const {
  char byte;
  const auto got = recv(descriptor_, &byte, 1, MSG_DONTWAIT | MSG_PEEK);
  return got >= 0 || (errno != EAGAIN && errno != EINTR);
}

void socket::shut_down() const noexcept {
  shutdown(descriptor_, SHUT_RDWR);
}

int milliseconds_left(socket::clock::time_point end, socket::clock::time_point now) {
  if (end <= now) return 0;
  constexpr std::int64_t longest = std::numeric_limits<int>::max();
  return static_cast<int>(
      std::min<std::int64_t>(std::chrono::ceil<std::chrono::milliseconds>(end - now).count(), longest));
}

void wait_if_out_of_descriptors() {
  if (errno == EMFILE || errno == ENFILE) std::this_thread::sleep_for(std::chrono::milliseconds(10));
}

void socket::finish(std::size_t most, clock::time_point end) const {
  shutdown(descriptor_, SHUT_WR);
  std::array<char, 16 * 1024> dropped;
  while (most > 0) {
    const auto got = read_some(dropped, end);
    if (got.error || got.bytes == 0) return;
    most -= std::min(most, got.bytes);
  }
}

socket listen_on(std::uint16_t port) {
  socket listening(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!listening.open()) throw std::system_error(last_error(), "cannot make a socket");
  const int yes = 1;
  setsockopt(listening.descriptor(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  auto address = address_of("127.0.0.1", port);
  if (bind(listening.descriptor(), generic(address), sizeof address) != 0 ||
      listen(listening.descriptor(), SOMAXCONN) != 0) {
    throw std::system_error(last_error(), "cannot listen on 127.0.0.1:" + std::to_string(port));
  }
  return listening;
}

std::uint16_t port_of(const socket& listening) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  getsockname(listening.descriptor(), generic(address), &size);
  return ntohs(address.sin_port);
}

socket connect_to(const endpoint& service, const std::string& local_address, socket::clock::time_point end) {
  const std::string where = service.address + ':' + std::to_string(service.port);
  auto address = address_of(service.address, service.port);
  socket connection(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!connection.open()) throw transport_error(last_error(), "cannot make a socket");
  if (!local_address.empty()) {
    auto local = address_of(local_address, 0);
    // The port is chosen at connect: otherwise one local port would be taken from all destinations.
    const int yes = 1;
    setsockopt(connection.descriptor(), IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &yes, sizeof yes);
    if (bind(connection.descriptor(), generic(local), sizeof local) != 0) {
      throw transport_error(last_error(), "cannot call from " + local_address);
    }
  }
  if (connect(connection.descriptor(), generic(address), sizeof address) != 0) {
    if (errno != EINPROGRESS) throw transport_error(last_error(), "cannot connect to " + where);
    if (const auto error = wait_for(connection.descriptor(), POLLOUT, end)) {
      throw transport_error(error, "cannot connect to " + where);
    }
    int failed = 0;
    socklen_t size = sizeof failed;
    getsockopt(connection.descriptor(), SOL_SOCKET, SO_ERROR, &failed, &size);
    if (failed != 0) throw transport_error({failed, std::generic_category()}, "cannot connect to " + where);
  }
  send_at_once(connection.descriptor());
  return connection;
}

std::string peer_address(const socket& connection) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  getpeername(connection.descriptor(), generic(address), &size);
  std::array<char, INET_ADDRSTRLEN> text{};
  inet_ntop(AF_INET, &address.sin_addr, text.data(), text.size());
  send_at_once(connection.descriptor());
  return text.data();
}

}  // namespace millrace::http
