#pragma once

#include <atomic>

namespace millrace::http {

/// How many requests a service is at work on, and whether it takes more.
class requests_at_work {
 public:
  /// One request, from when it comes in until it is answered. Throws transport_error if it is refused.
  class one {
   public:
    explicit one(requests_at_work& all);
    ~one();
    one(const one&) = delete;
    one& operator=(const one&) = delete;

   private:
    requests_at_work& all_;
  };

  void open() { open_ = true; }
  void close() { open_ = false; }
  /// The one that waits for them all is the only one to acquire: two requests order each other no more than
  /// two connections do.
  bool none() const;

 private:
  // Of what only counts the explorer need not know: plain numbers, for no task interrupts another between two
  // scheduling points.
  bool open_ = false;
  int begun_ = 0;
  std::atomic<int> ended_{0};  ///< seen by the explorer
};

/// Where a request's end is seen (requests_ended.cpp).
void release_one_more(std::atomic<int>& ended);
int acquire_count(const std::atomic<int>& ended);

}  // namespace millrace::http
