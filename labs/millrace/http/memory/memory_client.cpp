#include <algorithm>
#include <utility>

#include <millrace/http/client.h>
#include <millrace/http/memory/memory_service.h>

namespace millrace::http {
namespace {

/// Who is as patient as that waits for ever: so a service that never answers is shown as what it is, tasks
/// that wait for each other, and not as the answer that is missing.
constexpr std::chrono::seconds patient(2);

using clock = std::chrono::steady_clock;

std::optional<clock::time_point> end_of(const context& ctx, std::chrono::milliseconds timeout) {
  auto end = ctx.deadline();
  if (timeout < patient) {
    const auto own = saturated_end(clock::now(), timeout);
    end = end ? std::min(*end, own) : own;
  }
  return end;
}

}  // namespace

response client::send(const context& ctx, std::string_view method, std::string_view target, std::string body,
                      std::vector<field> headers) const {
  if (const auto ended = ctx.error()) throw transport_error(ended, "the call was given up");
  memory_service* const service = memory_service::at(service_);
  if (service == nullptr)
    throw transport_error(std::make_error_code(std::errc::connection_refused), "cannot connect");
  request asked;
  asked.method = method;
  asked.body = std::move(body);
  asked.headers = std::move(headers);
  asked.headers.insert(asked.headers.end(), how_.headers.begin(), how_.headers.end());
  asked.remote_address = how_.local_address.empty() ? "127.0.0.1" : how_.local_address;
  return service->call(std::move(asked), target, {ctx, end_of(ctx, how_.timeout)});
}

void client::close_idle() {}

}  // namespace millrace::http
