#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <millrace/http/client.h>
#include <millrace/http/server.h>
#include <millrace/http/socket.h>
#include <millrace/toolkit/task.h>

#include "no_task_left.h"

namespace millrace::http {

using namespace std::chrono_literals;

/// An app that is served until the test ends.
class served {
 public:
  explicit served(server_options options = {}, int threads = 0)
      : engine_(new server(with_short_times(std::move(options)))),
        app_(std::unique_ptr<engine>(engine_)),
        threads_(threads) {}
  ~served() { stop(); }

  app& routes() { return app_; }
  void start() {
    thread_ = start_task("server", [this] { threads_ > 0 ? app_.run_with_threads(threads_) : app_.run(); });
  }
  void stop() {
    engine_->stop();
    if (thread_.joinable()) thread_.join();
  }
  endpoint where() const { return engine_->listening(); }
  client make_client(client::options how = {}) const { return client(where(), std::move(how)); }

  /// Sends raw bytes on a connection of their own and returns all that comes back until the server closes.
  std::string exchange(const std::vector<std::string>& pieces) const {
    const socket raw = connect_to(where(), "", socket::clock::now() + 5s);
    for (const auto& piece : pieces) {
      if (raw.write_all(piece, socket::clock::now() + 5s)) break;
    }
    std::string got;
    std::array<char, 4096> bytes;
    while (true) {
      const auto read = raw.read_some(bytes, socket::clock::now() + 5s);
      if (read.error || read.bytes == 0) return got;
      got.append(bytes.data(), read.bytes);
    }
  }

  /// Sends a body only once the server has asked for it.
  std::string exchange_expecting(const std::string& head, const std::string& body) const {
    const auto end = socket::clock::now() + 5s;
    const socket raw = connect_to(where(), "", end);
    std::string got;
    std::array<char, 4096> bytes;
    static_cast<void>(raw.write_all(head, end));
    while (true) {
      const auto read = raw.read_some(bytes, end);
      if (read.error || read.bytes == 0) return got;
      got.append(bytes.data(), read.bytes);
      if (got == "HTTP/1.1 100 Continue\r\n\r\n") static_cast<void>(raw.write_all(body, end));
    }
  }

 private:
  static server_options with_short_times(server_options options) {
    options.limits.patience = 300ms;
    options.limits.header_bytes = 4096;
    options.limits.body_bytes = 10'000;
    options.idle_timeout = std::min<std::chrono::milliseconds>(options.idle_timeout, 5s);
    return options;
  }
  server* engine_;
  app app_;
  int threads_;
  std::thread thread_;
};

/// A test of servers and clients that leaves no thread and no connection behind.
class served_test : public test::no_task_left {
 protected:
  void SetUp() override {
    warm_up();
    no_task_left::SetUp();
  }
  void TearDown() override {
    client::close_idle();
    no_task_left::TearDown();
  }
  /// The watch for clients that leave is started once for the process.
  static void warm_up() {
    served site;
    site.routes().get("/",
                      [](const request& r) { return static_cast<void>(r.context()), response::text(""); });
    site.start();
    site.make_client().get("/");
    client::close_idle();
  }
};

}  // namespace millrace::http
