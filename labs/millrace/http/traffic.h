#pragma once

#include <atomic>

#include <millrace/toolkit/watched.h>

namespace millrace::http {

/// What a server shows of itself: the requests at work. Its counter is relaxed, and orders nobody.
struct traffic {
  explicit traffic(std::source_location where)
      : seen({.kind = resource_kind::server, .name = "requests", .made_at = where}) {}
  const watched seen;
  std::atomic<std::int64_t> at_work{0};
};

/// One request, from when it is read until it is answered.
class request_shown {
 public:
  explicit request_shown(traffic& in) noexcept : in_(in) {
    if (in_.seen.seen()) in_.seen.holds(in_.at_work.fetch_add(1, std::memory_order_relaxed) + 1);
  }
  ~request_shown() {
    if (!in_.seen.seen()) return;
    in_.seen.holds(in_.at_work.fetch_sub(1, std::memory_order_relaxed) - 1);
    if (auto* watcher = current_observer()) watcher->request_at(request_stage::none, nullptr, 0);
  }
  request_shown(const request_shown&) = delete;
  request_shown& operator=(const request_shown&) = delete;

  /// 429 and 503 count as refused, other 5xx as failed.
  void answered(int status) const noexcept {
    const bool refused = status == 429 || status == 503;
    in_.seen.passed(refused ? passage::refused : status >= 500 ? passage::failed : passage::accepted);
    if (auto* watcher = current_observer()) watcher->request_at(request_stage::writing, nullptr, status);
  }

 private:
  traffic& in_;
};

}  // namespace millrace::http
