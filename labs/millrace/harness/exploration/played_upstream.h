#pragma once

#include <chrono>
#include <utility>

#include <millrace/harness/scenario.h>
#include <millrace/http/memory/memory_service.h>

namespace millrace::harness {

/// A service that the scenario plays, in memory.
class played_upstream final : public upstream, public http::memory_service {
 public:
  explicit played_upstream(http::handler answer) : answer_(std::move(answer)) { open(); }
  /// A candidate that still has a request here when the run is over has lost it.
  void end() { close(std::chrono::milliseconds(0)); }

  int calls() const override { return calls_; }
  int in_flight() const override { return in_flight_; }
  int peak_in_flight() const override { return peak_in_flight_; }

 private:
  http::response answer(http::request& asked, std::string_view escaped_path) override;

  http::handler answer_;
  // Counts of the scenario's, which no scheduling point and no order between the candidate's tasks may come
  // of: plain numbers, changed while nobody else can run.
  int calls_ = 0;
  int in_flight_ = 0;
  int peak_in_flight_ = 0;
};

}  // namespace millrace::harness
