#pragma once

#include <atomic>
#include <map>
#include <string>
#include <thread>

#include <millrace/http/server.h>

namespace millrace::harness {

/// Shows a service's settings as knobs, and turns them as readers of the probe wish, for as long as it lives.
class knobs {
 public:
  knobs(http::server& of, const std::map<std::string, long>& settings);
  ~knobs();
  knobs(const knobs&) = delete;
  knobs& operator=(const knobs&) = delete;

 private:
  std::atomic<bool> over_{false};
  std::thread looking_;
};

}  // namespace millrace::harness
