#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include <millrace/http/client.h>
#include <millrace/http/memory/requests_at_work.h>
#include <millrace/http/request.h>
#include <millrace/http/response.h>

namespace millrace::http {

class delivery;

/// A service that is called in memory: what a listening socket and its connections are elsewhere. Made for
/// the schedule explorer, where each scheduling point more makes the search longer. So a request whose client
/// can do nothing but wait is answered on the client's own task, as if that were its connection; any other is
/// answered on a task of its own. Services are found by their port and must not be destroyed while anybody
/// may call them. What belongs to a request is not freed: a run's memory is given back at its end, and
/// counting who still needs it would be a scheduling point each time.
class memory_service {
 public:
  memory_service();
  virtual ~memory_service() = default;
  memory_service(const memory_service&) = delete;
  memory_service& operator=(const memory_service&) = delete;

  static memory_service* at(const endpoint& where);
  endpoint where() const { return {"127.0.0.1", port_}; }

  struct terms {
    const context& ctx;
    std::optional<std::chrono::steady_clock::time_point> end;  ///< none: the client waits for ever
  };
  /// One request, from the client's side. Throws transport_error.
  response call(request asked, std::string_view target, const terms& how);

 protected:
  virtual response answer(request& asked, std::string_view escaped_path) = 0;
  /// What cannot be answered on the client's task begins here; `answer_late` must be called for it.
  virtual void take(delivery& late);
  virtual bool may_answer_at_once() const { return true; }
  void answer_late(delivery& late);

  void open() { at_work_.open(); }
  /// Takes no more requests, and waits for those at work; after `grace` their contexts end.
  void close(std::chrono::milliseconds grace);

 private:
  std::uint16_t port_;
  requests_at_work at_work_;
  cancellable serving_;
};

}  // namespace millrace::http
