#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include <millrace/http/engine.h>
#include <millrace/http/router.h>
#include <millrace/http/socket.h>
#include <millrace/http/traffic.h>
#include <millrace/http/wire.h>

namespace millrace::http {

struct server_options {
  std::uint16_t port = 0;  ///< 0: a free one
  wire_limits limits;
  std::chrono::milliseconds idle_timeout =
      std::chrono::seconds(60);  ///< of a kept connection between two requests
  std::chrono::milliseconds write_timeout = std::chrono::seconds(10);  ///< for a whole response
  /// How long `stop` waits for handlers before it ends their requests' contexts.
  std::chrono::milliseconds grace = std::chrono::seconds(5);
  std::map<std::string, endpoint> upstreams;
  std::map<std::string, long> settings;
  /// Called once it listens and before it serves, with where.
  std::function<void(const endpoint&)> on_serving = [](const endpoint&) {};
};

class connection_count;

/// Serves an app on 127.0.0.1. Go: http.Server.
///
/// With a thread per connection nothing that the server does orders two handlers on different connections: no
/// lock, no acquiring atomic, no shared counter. Whatever orders them is the app's own doing, and a race
/// between them stays visible to ThreadSanitizer.
class server final : public engine {
 public:
  /// Listens at once; requests wait until `run`. Throws std::system_error, for example when the port is
  /// taken.
  explicit server(server_options options);
  ~server() override;

  endpoint listening() const;
  /// Ends `run`, from any thread and at any time, also before it.
  void stop() noexcept;
  /// Changes a setting while the app runs. Unknown names are ignored: nobody reads them.
  void set(const std::string& name, long value) noexcept;

  void add(std::string_view method, std::string_view pattern, handler answer) override;
  endpoint upstream(std::string_view name) const override;
  long setting(std::string_view name, long otherwise) const override;
  void run() override;
  void run_with_threads(int threads) override;

 private:
  friend class connection;
  friend class request_threads;
  /// The next connection; none when the server stops.
  std::optional<socket> accept_next() const;
  void wait_for_connections();

  server_options options_;
  std::map<std::string, std::atomic<long>, std::less<>> settings_;  // the keys never change
  socket listening_;
  int stop_event_;  ///< readable once the server stops, for all who poll it
  router routes_;
  cancellable serving_;  ///< ends after the grace
  std::shared_ptr<connection_count> connections_;
  mutable std::optional<traffic> traffic_;  ///< while it serves; counts, also where a request only reads
};

}  // namespace millrace::http
