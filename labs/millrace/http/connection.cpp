#include <array>
#include <cerrno>
#include <poll.h>
#include <utility>

#include <millrace/http/connection.h>
#include <millrace/http/connection_origin.h>
#include <millrace/http/target.h>

namespace millrace::http {
namespace {

constexpr std::size_t most_dropped = 4 * 1024 * 1024;  // of a request that was refused

}  // namespace

connection::connection(const server& owner, socket accepted)
    : owner_(owner), wire_(std::move(accepted)), address_(peer_address(wire_.connection())) {}

bool connection::stopping() const {
  pollfd stop{owner_.stop_event_, POLLIN, 0};
  return poll(&stop, 1, 0) > 0;
}

/// False when nothing came in time, or the server stops: an idle connection may be closed at any moment.
bool connection::wait_for_request() const {
  if (wire_.has_buffered()) return true;
  std::array<pollfd, 2> events{{{descriptor(), POLLIN, 0}, {owner_.stop_event_, POLLIN, 0}}};
  const auto end = saturated_end(socket::clock::now(), owner_.options_.idle_timeout);
  int ready = 0;
  do {
    ready = poll(events.data(), events.size(), milliseconds_left(end));
  } while (ready < 0 && errno == EINTR);
  return ready > 0 && (events[0].revents & POLLIN) != 0;
}

bool connection::serve_one() {
  if (!wait_for_request()) return false;
  const auto& options = owner_.options_;
  const auto in = [](time_span time) { return saturated_end(socket::clock::now(), time); };
  wire_request asked;
  const auto outcome = wire_.read_request(asked, options.limits, in(options.limits.patience));
  if (outcome.how == read_outcome::kind::refused) {
    wire_.write_response(response::with_status(outcome.status, reason_phrase(outcome.status) + "\n"), asked,
                         false, in(options.write_timeout));
    wire_.connection().finish(most_dropped, in(std::chrono::milliseconds(500)));
    return false;
  }
  if (outcome.how != read_outcome::kind::complete) return false;
  const auto from = std::make_shared<connection_origin>(descriptor(), owner_.serving_.ctx);
  asked.message.remote_address = address_;
  asked.message.from = from;
  const request_shown shown(*owner_.traffic_);
  const auto answer = owner_.routes_.answer(asked.message, escaped_path(asked.target));
  shown.answered(answer.status);
  const bool keep = asked.keep_alive && !asks_to_close(answer) && !stopping();
  const auto error = wire_.write_response(answer, asked, keep, in(options.write_timeout));
  from->finish();
  return keep && !error;
}

}  // namespace millrace::http
