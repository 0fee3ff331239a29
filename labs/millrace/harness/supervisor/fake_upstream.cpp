#include <memory>
#include <utility>

#include <millrace/harness/supervisor/fake_upstream.h>
#include <millrace/toolkit/task.h>

namespace millrace::harness {
namespace {

// A candidate that still has a request with us when the run is over has lost it.
http::server_options options() {
  http::server_options how;
  how.grace = std::chrono::milliseconds(0);
  return how;
}

}  // namespace

fake_upstream::fake_upstream(http::handler answer)
    : answer_(std::move(answer)),
      server_(new http::server(options())),
      app_(std::unique_ptr<http::engine>(server_)) {
  const auto counted = [this](const http::request& asked) { return count_and_answer(asked); };
  app_.get("/{path...}", counted);
  app_.post("/{path...}", counted);
  app_.put("/{path...}", counted);
  app_.remove("/{path...}", counted);
  serving_ = start_task("upstream", [this] { app_.run(); });
}

fake_upstream::~fake_upstream() {
  server_->stop();
  serving_.join();
}

http::response fake_upstream::count_and_answer(const http::request& asked) {
  ++calls_;
  const int now = ++in_flight_;
  int peak = peak_in_flight_;
  while (peak < now && !peak_in_flight_.compare_exchange_weak(peak, now)) {
  }
  try {
    auto response = answer_(asked);
    --in_flight_;
    return response;
  } catch (...) {
    --in_flight_;
    throw;
  }
}

}  // namespace millrace::harness
