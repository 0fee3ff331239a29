#pragma once

#include <atomic>
#include <cstdint>
#include <thread>

#include <millrace/harness/scenario.h>
#include <millrace/http/server.h>

namespace millrace::harness {

/// A service that the scenario plays: answers every request, on any path, with one handler, and counts.
class fake_upstream final : public upstream {
 public:
  explicit fake_upstream(http::handler answer);
  ~fake_upstream() override;

  std::uint16_t port() const { return server_->listening().port; }
  int calls() const override { return calls_; }
  int in_flight() const override { return in_flight_; }
  int peak_in_flight() const override { return peak_in_flight_; }

 private:
  http::response count_and_answer(const http::request& asked);

  http::handler answer_;
  std::atomic<int> calls_{0};
  std::atomic<int> in_flight_{0};
  std::atomic<int> peak_in_flight_{0};
  http::server* server_;  // owned by app_
  http::app app_;
  std::thread serving_;
};

}  // namespace millrace::harness
