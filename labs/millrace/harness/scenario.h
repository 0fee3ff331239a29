#pragma once

#include <chrono>
#include <concepts>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <millrace/http/app.h>

namespace millrace::harness {

/// How much a scenario does, by who runs it: the explorer wants the smallest case that can fail, a check
/// enough to be sure, the benchmark enough to measure.
struct sizes {
  int explore;
  int check;
  int bench;
};

/// Load made by a fixed number of clients; each sends its next request when the last was answered, and goes
/// away when one is not.
struct closed_load {
  int clients = 8;
  int requests = 1000;  ///< by all clients together
};

/// Load that arrives at a rate, whether or not the service keeps up.
struct open_load {
  double per_second = 100;
  int requests = 100;
};

/// What a load's requests came to. Latency is counted from when a request was due, so that a stalled service
/// cannot hide the requests it kept from being sent (no coordinated omission).
struct load_result {
  std::map<int, int> by_status;                    ///< responses by status code
  std::vector<std::chrono::microseconds> latency;  ///< of the answered requests
  int unanswered = 0;                              ///< refused, reset or timed out
  std::string first_failure;                       ///< why, for the first of those
  std::chrono::duration<double> elapsed{};

  int answered(int status) const;
  int answered() const;
};

/// A service that the candidate calls, played by the scenario.
class upstream {
 public:
  virtual ~upstream() = default;
  virtual int calls() const = 0;      ///< begun so far
  virtual int in_flight() const = 0;  ///< begun and not ended
  virtual int peak_in_flight()
      const = 0;  ///< most at once: 1 means that the candidate made them one after the other
};

class run;

/// The candidate is running; it and the upstreams end when this is destroyed.
class running {
 public:
  explicit running(run& of) : of_(of) {}
  ~running();
  running(const running&) = delete;
  running& operator=(const running&) = delete;

 private:
  run& of_;
};

/// One run of a scenario against one candidate. Used from the scenario's thread; the load functions start
/// threads of their own and return when all requests are over.
class run {
 public:
  virtual ~run() = default;

  virtual int scale(sizes by_use) const = 0;
  virtual unsigned seed() const = 0;

  /// Plays the service that the candidate knows as `name`. Before `start`.
  virtual upstream& provide(std::string name, http::handler answer) = 0;
  /// Gives the candidate a setting (`app.setting(name)`). Before `start`.
  virtual void set(std::string name, long value) = 0;
  /// Starts the candidate and waits until it serves. It runs for as long as the returned object lives:
  /// declare that after all that the upstreams' handlers refer to, for they are called until then.
  [[nodiscard]] running start() {
    begin();
    return running(*this);
  }
  /// Tells the candidate to stop (SIGTERM) and waits for its end. The harness does so after the scenario if
  /// it has not.
  virtual void stop() = 0;

  /// A client of the candidate. A sanitized candidate is given twice the time.
  virtual http::client client(http::client::options how = {.timeout = std::chrono::seconds(2)}) const = 0;

  /// One request of a load: number `index`, to be sent with the client of the thread that calls.
  using call = std::function<http::response(const http::client&, int index)>;
  virtual load_result drive(closed_load load, const call& each) = 0;
  virtual load_result drive(open_load load, const call& each) = 0;

  /// Waits until `condition` holds; false when `patience` is over first. Not an invariant by itself. From any
  /// thread.
  virtual bool eventually(const std::function<bool()>& condition,
                          std::chrono::milliseconds patience = std::chrono::seconds(2)) = 0;

  /// An invariant. `promise` says what must hold, in the service's words; `detail` says what was seen
  /// instead.
  virtual void expect(std::string_view promise, bool held, std::string_view detail = {}) = 0;

  template <class Actual, class Expected>
  void expect_equal(std::string_view promise, const Actual& actual, const Expected& expected) {
    expect(promise, actual == expected, "expected " + show(expected) + ", got " + show(actual));
  }
  template <class Actual, class Bound>
  void expect_at_most(std::string_view promise, const Actual& actual, const Bound& bound) {
    expect(promise, actual <= bound, "at most " + show(bound) + ", got " + show(actual));
  }
  template <class Actual, class Bound>
  void expect_at_least(std::string_view promise, const Actual& actual, const Bound& bound) {
    expect(promise, actual >= bound, "at least " + show(bound) + ", got " + show(actual));
  }

 private:
  friend class running;
  virtual void begin() = 0;
  virtual void end() = 0;

  template <class Value>
  static std::string show(const Value& value) {
    if constexpr (std::convertible_to<const Value&, std::string_view>) {
      return "'" + std::string(std::string_view(value)) + "'";
    } else {
      return std::to_string(value);
    }
  }
};

inline running::~running() {
  of_.end();
}

}  // namespace millrace::harness

/// What a lab's scenario.cpp defines.
void scenario(millrace::harness::run& run);
