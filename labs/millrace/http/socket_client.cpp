#include <algorithm>
#include <list>
#include <memory>
#include <utility>

#include <millrace/http/client.h>
#include <millrace/http/wire.h>

namespace millrace::http {
namespace {

constexpr std::size_t longest_response = 16 * 1024 * 1024;

struct destination {
  std::string address;
  std::uint16_t port;
  std::string from;
  bool operator==(const destination&) const = default;
};

constexpr std::size_t most_kept = 100;

struct kept_connection {
  destination where;
  wire connection;
};

/// The connections that this thread keeps open between calls, the one kept last at the end. No lock: no other
/// thread sees them.
std::list<kept_connection>& kept_by_this_thread() {
  thread_local std::list<kept_connection> kept;
  return kept;
}

std::optional<wire> take_kept(const destination& where) {
  auto& kept = kept_by_this_thread();
  const auto found = std::ranges::find(kept, where, &kept_connection::where);
  if (found == kept.end()) return std::nullopt;
  wire connection = std::move(found->connection);
  kept.erase(found);
  if (connection.connection().stale()) return std::nullopt;
  return connection;
}

void keep(const destination& where, wire connection) {
  auto& kept = kept_by_this_thread();
  kept.push_back({where, std::move(connection)});
  if (kept.size() > most_kept) kept.pop_front();
}

/// One exchange on one connection. Ends early, with an error, when the context does.
class exchange {
 public:
  exchange(const context& ctx, wire& connection, socket::clock::time_point end)
      : ctx_(ctx), connection_(connection), end_(end) {}

  bool keep_alive = false;
  bool nothing_came = false;

  response run(std::string_view method, std::string_view target, const std::vector<field>& headers,
               const std::string& body) {
    const auto on_cancel = ctx_.on_cancel([&raw = connection_.connection()] { raw.shut_down(); });
    try {
      if (const auto error = connection_.write_request(method, target, headers, body, end_)) {
        return refusal(method, error);
      }
      return connection_.read_response(method == "HEAD", longest_response, end_, keep_alive, nothing_came);
    } catch (const transport_error&) {
      if (const auto ended = ctx_.error()) throw transport_error(ended, "the call was given up");
      throw;
    }
  }

 private:
  // Who refuses a request need not read all of it: the answer may be there although sending has failed.
  response refusal(std::string_view method, const std::error_code& unsent) {
    const auto soon = std::min(end_, socket::clock::now() + std::chrono::milliseconds(100));
    try {
      auto answer =
          connection_.read_response(method == "HEAD", longest_response, soon, keep_alive, nothing_came);
      keep_alive = false;
      return answer;
    } catch (const transport_error&) {
      nothing_came = true;
      throw transport_error(unsent, "cannot send the request");
    }
  }

  const context& ctx_;
  wire& connection_;
  socket::clock::time_point end_;
};

}  // namespace

response client::send(const context& ctx, std::string_view method, std::string_view target, std::string body,
                      std::vector<field> headers) const {
  if (const auto ended = ctx.error()) throw transport_error(ended, "the call was given up");
  headers.insert(headers.end(), how_.headers.begin(), how_.headers.end());
  auto end = saturated_end(socket::clock::now(), how_.timeout);
  if (const auto deadline = ctx.deadline()) end = std::min(end, *deadline);
  const destination where{service_.address, service_.port, how_.local_address};
  while (true) {
    auto connection = take_kept(where);
    const bool reused = connection.has_value();
    if (!connection) connection.emplace(connect_to(service_, how_.local_address, end));
    exchange call(ctx, *connection, end);
    try {
      auto answer = call.run(method, target, headers, body);
      // More than the answer: nobody knows what, and the next answer would be misread.
      if (call.keep_alive && !connection->has_buffered()) keep(where, std::move(*connection));
      return answer;
    } catch (const transport_error&) {
      // The service may close a kept connection just as we use it again. A POST is not sent twice all the
      // same: nobody knows what became of the first.
      if (!reused || !call.nothing_came || method == "POST" || ctx.done()) throw;
    }
  }
}

void client::close_idle() {
  kept_by_this_thread().clear();
}

}  // namespace millrace::http
