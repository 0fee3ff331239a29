#pragma once

#include <concepts>
#include <functional>
#include <limits>
#include <memory>
#include <string_view>
#include <utility>

#include <millrace/http/client.h>
#include <millrace/http/request.h>
#include <millrace/http/response.h>

namespace millrace::http {

/// Answers one request. Called concurrently. An exception becomes a 500 and a line on standard error.
using handler = std::function<response(const request&)>;

class engine;

/// A web service as its author sees it: routes, the services it calls, its settings, and a `run` that lasts
/// until the process is told to stop. Every lab's candidate is one function that reads from top to bottom:
///
///     void service(http::app& app) {
///       visit_counter visits;
///       app.get("/visit", [&](const http::request&) { visits.add(); return
///       http::response::text("welcome\n"); }); app.run();
///     }
///
/// What stands after `run` is the service's shutdown. Go: a main with a ServeMux and http.Server.
class app {
 public:
  explicit app(std::unique_ptr<engine> served_by);
  ~app();
  app(const app&) = delete;
  app& operator=(const app&) = delete;

  /// Registers a handler. `{name}` in the pattern matches one path segment, `{name...}` at the end all that
  /// follow. The most specific pattern counts: "/item/new" goes before "/item/{id}". Only before `run`.
  void get(std::string_view pattern, handler answer);
  void post(std::string_view pattern, handler answer);
  void put(std::string_view pattern, handler answer);
  void remove(std::string_view pattern, handler answer);  ///< DELETE

  /// A client for a service that this one calls, by its name. Throws std::invalid_argument if nobody provides
  /// it.
  client upstream(std::string_view name) const;
  /// A number that whoever runs the service may set; `otherwise` if nobody did. What the type cannot hold
  /// becomes the nearest that it can.
  template <std::integral number>
  number setting(std::string_view name, number otherwise) const {
    const long value = long_setting(name, static_cast<long>(otherwise));
    if (std::in_range<number>(value)) return static_cast<number>(value);
    return value < 0 ? std::numeric_limits<number>::min() : std::numeric_limits<number>::max();
  }

  /// Serves, a thread per connection (as Go's net/http), until the process is told to stop; then takes no new
  /// connection, lets the handlers that are at work finish, and returns.
  void run();
  /// The same with a fixed number of request threads: a request waits until one is free.
  void run_with_threads(int threads);

 private:
  long long_setting(std::string_view name, long otherwise) const;

  std::unique_ptr<engine> engine_;
};

}  // namespace millrace::http

/// What a candidate defines: the service under test.
void service(millrace::http::app& app);
