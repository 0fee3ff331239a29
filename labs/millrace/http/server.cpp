#include <array>
#include <cerrno>
#include <poll.h>
#include <stdexcept>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

#include <millrace/http/connection.h>
#include <millrace/http/connection_count.h>
#include <millrace/http/request_threads.h>
#include <millrace/http/server.h>
#include <millrace/toolkit/task.h>

namespace millrace::http {

server::server(server_options options)
    : options_(std::move(options)),
      listening_(listen_on(options_.port)),
      stop_event_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      serving_(with_cancel(context::background())),
      connections_(std::make_shared<connection_count>()) {
  if (stop_event_ < 0) throw std::system_error(errno, std::generic_category(), "cannot make an eventfd");
  for (const auto& [name, value] : options_.settings) settings_[name].store(value, std::memory_order_relaxed);
}

server::~server() {
  close(stop_event_);
}

endpoint server::listening() const {
  return {"127.0.0.1", port_of(listening_)};
}

void server::stop() noexcept {
  eventfd_write(stop_event_, 1);
}

void server::set(const std::string& name, long value) noexcept {
  if (const auto found = settings_.find(name); found != settings_.end()) {
    found->second.store(value, std::memory_order_relaxed);
  }
}

void server::add(std::string_view method, std::string_view pattern, handler answer) {
  routes_.add(method, pattern, std::move(answer));
}

endpoint server::upstream(std::string_view name) const {
  const auto found = options_.upstreams.find(std::string(name));
  if (found == options_.upstreams.end()) {
    throw std::invalid_argument("nobody provides the upstream '" + std::string(name) +
                                "'; run it with --upstream " + std::string(name) + "=PORT");
  }
  return found->second;
}

long server::setting(std::string_view name, long otherwise) const {
  const auto found = settings_.find(name);
  return found == settings_.end() ? otherwise : found->second.load(std::memory_order_relaxed);
}

std::optional<socket> server::accept_next() const {
  while (true) {
    std::array<pollfd, 2> events{{{listening_.descriptor(), POLLIN, 0}, {stop_event_, POLLIN, 0}}};
    if (poll(events.data(), events.size(), -1) < 0 && errno != EINTR) return std::nullopt;
    if ((events[1].revents & POLLIN) != 0) return std::nullopt;
    if ((events[0].revents & POLLIN) == 0) continue;
    socket accepted(accept4(listening_.descriptor(), nullptr, nullptr, SOCK_CLOEXEC));
    if (accepted.open()) return accepted;
    wait_if_out_of_descriptors();
  }
}

void server::run() {
  traffic_.emplace(std::source_location::current());
  options_.on_serving(listening());
  for (int number = 1; auto accepted = accept_next(); ++number) {
    connections_->one_more();
    const auto shared = std::make_shared<socket>(std::move(*accepted));
    try {
      spawn("connection " + std::to_string(number), [this, shared, open = connections_] {
        connection served(*this, std::move(*shared));
        while (served.serve_one()) {
        }
        served.close();
        open->one_less();
      });
    } catch (const std::system_error&) {
      wire refused(std::move(*shared));
      refused.write_response(response::with_status(503, "no thread left\n"), {}, false,
                             saturated_end(socket::clock::now(), options_.write_timeout));
      refused.connection().finish(options_.limits.header_bytes,
                                  socket::clock::now() + std::chrono::milliseconds(100));
      connections_->one_less();
    }
  }
  wait_for_connections();
  traffic_.reset();  // who watches sees that serving is over
}

void server::run_with_threads(int threads) {
  if (threads < 1) throw std::invalid_argument("run_with_threads: there must be at least one");
  traffic_.emplace(std::source_location::current());
  request_threads pool(*this, threads);
  options_.on_serving(listening());
  pool.run();
  traffic_.reset();
}

void server::wait_for_connections() {
  const auto grace_over = saturated_end(socket::clock::now(), options_.grace);
  while (!connections_->none_open()) {
    const int left = milliseconds_left(grace_over);
    if (left == 0) serving_.cancel();
    pollfd ended{connections_->changed(), POLLIN, 0};
    poll(&ended, 1, left == 0 ? -1 : left);
  }
}

}  // namespace millrace::http
