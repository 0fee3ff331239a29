#include <array>

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/http/string_body.hpp>

#include <millrace/http/target.h>
#include <millrace/http/wire.h>

namespace millrace::http {
namespace {

namespace beast = boost::beast::http;

constexpr std::size_t one_read = 16 * 1024;

int status_for(const boost::system::error_code& error) {
  if (error == beast::error::body_limit) return 413;
  if (error == beast::error::header_limit || error == beast::error::buffer_overflow) return 431;
  return 400;
}

std::vector<field> fields_of(const beast::fields& headers) {
  std::vector<field> all;
  for (const auto& header : headers) {
    all.push_back({std::string(header.name_string()), std::string(header.value())});
  }
  return all;
}

// A value that holds a line break would start a header, or a message, of its own.
void append_header(std::string& text, const field& header) {
  const auto append = [&](std::string_view part) {
    for (const char c : part) text += c == '\r' || c == '\n' ? ' ' : c;
  };
  append(header.name);
  text += ": ";
  append(header.value);
  text += "\r\n";
}

// What says where a message ends, and what becomes of the connection.
bool is_framing(std::string_view name) {
  const auto known = beast::string_to_field({name.data(), name.size()});
  return known == beast::field::content_length || known == beast::field::transfer_encoding ||
         known == beast::field::connection;
}

bool may_have_body(int status) {
  return status >= 200 && status != 204 && status != 304;
}

bool expects_continue(const beast::fields& headers) {
  const auto expected = headers[beast::field::expect];
  return std::string_view(expected.data(), expected.size()).starts_with("100-");
}

}  // namespace

/// Reads until the parser has a whole message. Beast's parsers are fed from our own buffer: they do no input
/// themselves.
template <class Parser>
read_outcome wire::feed(Parser& parser, const wire_limits& limits, socket::clock::time_point first_byte_by,
                        bool answer_expect) {
  using kind = read_outcome::kind;
  parser.eager(true);
  bool begun = !buffer_.empty();
  auto end = begun ? saturated_end(socket::clock::now(), limits.patience) : first_byte_by;
  bool continued = false;
  while (!parser.is_done()) {
    if (!buffer_.empty()) {
      boost::system::error_code error;
      const auto used = parser.put(boost::asio::const_buffer(buffer_.data(), buffer_.size()), error);
      buffer_.erase(0, used);
      if (error && error != beast::error::need_more) return {kind::refused, status_for(error), {}};
      if (parser.is_done()) break;
      if (used > 0 && !error) continue;
      // Beast looks for the end of a chunk's line or of a trailer without a limit of its own.
      if (buffer_.size() > limits.header_bytes + one_read) return {kind::refused, 431, {}};
    }
    if (answer_expect && !continued && parser.is_header_done() && expects_continue(parser.get())) {
      continued = true;
      if (const auto error = connection_.write_all("HTTP/1.1 100 Continue\r\n\r\n", end))
        return {kind::broken, 0, error};
    }
    std::array<char, one_read> bytes;
    const auto got = connection_.read_some(bytes, end);
    if (got.error)
      return {begun && got.error == std::errc::timed_out ? kind::refused : kind::broken, 408, got.error};
    if (got.bytes == 0) {
      if (!begun) return {kind::closed, 0, {}};
      boost::system::error_code error;
      parser.put_eof(error);
      if (!error && parser.is_done()) break;
      return {kind::broken, 400, std::make_error_code(std::errc::connection_reset)};
    }
    if (!begun) {
      begun = true;
      end = std::min(end, saturated_end(socket::clock::now(), limits.patience));
    }
    buffer_.append(bytes.data(), got.bytes);
  }
  return {};
}

read_outcome wire::read_request(wire_request& into, const wire_limits& limits,
                                socket::clock::time_point idle_end) {
  beast::request_parser<beast::string_body> parser;
  parser.header_limit(static_cast<std::uint32_t>(limits.header_bytes));
  parser.body_limit(limits.body_bytes);
  auto outcome = feed(parser, limits, idle_end, true);
  if (outcome.how != read_outcome::kind::complete) return outcome;
  auto& message = parser.get();
  into.keep_alive = message.keep_alive();
  into.closes_by_default = message.version() < 11;
  into.target = std::string(message.target());
  into.message.method = std::string(message.method_string());
  read_target(into.target, into.message);
  into.message.headers = fields_of(message);
  into.message.body = std::move(message.body());
  if (into.target.empty() || into.target[0] != '/') return {read_outcome::kind::refused, 400, {}};
  return outcome;
}

std::error_code wire::write_response(const response& answer, const wire_request& asked, bool keep_alive,
                                     socket::clock::time_point end) {
  std::string text =
      "HTTP/1.1 " + std::to_string(answer.status) + ' ' + reason_phrase(answer.status) + "\r\n";
  for (const field& header : answer.headers) {
    if (!is_framing(header.name)) append_header(text, header);
  }
  const bool has_body = may_have_body(answer.status);
  if (has_body) {
    if (!answer.header("Content-Type")) text += "Content-Type: text/plain; charset=utf-8\r\n";
    text += "Content-Length: " + std::to_string(answer.body.size()) + "\r\n";
  }
  if (!keep_alive) text += "Connection: close\r\n";
  if (keep_alive && asked.closes_by_default) text += "Connection: keep-alive\r\n";
  text += "\r\n";
  if (has_body && asked.message.method != "HEAD") text += answer.body;
  return connection_.write_all(text, end);
}

std::error_code wire::write_request(std::string_view method, std::string_view target,
                                    const std::vector<field>& headers, const std::string& body,
                                    socket::clock::time_point end) {
  std::string text(method);
  text += ' ';
  for (const char c : target)
    text += c == ' ' ? std::string("%20") : std::string(1, c == '\r' || c == '\n' ? '?' : c);
  text += " HTTP/1.1\r\nHost: localhost\r\n";
  for (const field& header : headers) append_header(text, header);
  if (!body.empty() || method == "POST" || method == "PUT") {
    text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  }
  text += "\r\n";
  text += body;
  return connection_.write_all(text, end);
}

response wire::read_response(bool to_head, std::size_t most_bytes, socket::clock::time_point end,
                             bool& keep_alive, bool& nothing_came) {
  beast::response_parser<beast::string_body> parser;
  const wire_limits limits{
      .body_bytes = most_bytes,
      .patience = std::chrono::ceil<std::chrono::milliseconds>(end - socket::clock::now())};
  parser.header_limit(static_cast<std::uint32_t>(limits.header_bytes));
  parser.body_limit(limits.body_bytes);
  if (to_head) parser.skip(true);
  const auto outcome = feed(parser, limits, end, false);
  nothing_came = outcome.how == read_outcome::kind::closed;
  if (outcome.how == read_outcome::kind::closed) {
    throw transport_error(std::make_error_code(std::errc::connection_reset), "closed without an answer");
  }
  if (outcome.error) throw transport_error(outcome.error, "no answer");
  if (outcome.how != read_outcome::kind::complete) {
    throw transport_error(std::make_error_code(std::errc::bad_message),
                          "the answer is not HTTP, or too long");
  }
  auto& message = parser.get();
  keep_alive = message.keep_alive();
  response answer;
  answer.status = static_cast<int>(message.result_int());
  answer.headers = fields_of(message);
  answer.body = std::move(message.body());
  return answer;
}

bool asks_to_close(const response& answer) {
  const auto connection = answer.header("Connection");
  return connection && beast::token_list(*connection).exists("close");
}

std::string reason_phrase(int status) {
  return std::string(beast::obsolete_reason(beast::int_to_status(static_cast<unsigned>(status))));
}

}  // namespace millrace::http
