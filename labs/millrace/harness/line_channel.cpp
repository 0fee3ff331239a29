#include <cerrno>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <millrace/harness/line_channel.h>

namespace millrace::harness {

line_channel::~line_channel() {
  close(descriptor_);
}

bool line_channel::write(std::string_view text) const {
  while (!text.empty()) {
    const auto sent = send(descriptor_, text.data(), text.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

std::optional<std::string> line_channel::read_line(std::chrono::milliseconds patience) {
  using clock = std::chrono::steady_clock;
  const auto until = clock::now() + patience;
  while (true) {
    if (const auto end = pending_.find('\n'); end != std::string::npos) {
      auto line = pending_.substr(0, end);
      pending_.erase(0, end + 1);
      return line;
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - clock::now()).count();
    if (closed_ || left <= 0) return std::nullopt;
    pollfd ready{descriptor_, POLLIN, 0};
    if (poll(&ready, 1, static_cast<int>(left)) <= 0) continue;
    char bytes[4096];
    const auto got = recv(descriptor_, bytes, sizeof bytes, MSG_DONTWAIT);
    if (got > 0) {
      pending_.append(bytes, static_cast<std::size_t>(got));
    } else if (got == 0 || (errno != EINTR && errno != EAGAIN)) {
      closed_ = true;
    }
  }
}

}  // namespace millrace::harness
