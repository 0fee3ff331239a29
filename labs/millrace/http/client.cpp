#include <utility>

#include <millrace/http/client.h>

// What carries a call is one of two: sockets (socket_client.cpp), or memory (memory/memory_client.cpp).
namespace millrace::http {

client::client(endpoint service) : service_(std::move(service)) {}
client::client(endpoint service, options how) : service_(std::move(service)), how_(std::move(how)) {}

response client::get(std::string_view target) const {
  return send(context::background(), "GET", target);
}
response client::get(const context& ctx, std::string_view target) const {
  return send(ctx, "GET", target);
}
response client::post(std::string_view target, std::string body) const {
  return send(context::background(), "POST", target, std::move(body));
}
response client::post(const context& ctx, std::string_view target, std::string body) const {
  return send(ctx, "POST", target, std::move(body));
}

}  // namespace millrace::http
