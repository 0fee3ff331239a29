#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "course/lab.h"
#include "course/project.h"
#include "verdict/check.h"
#include "verdict/report.h"
#include "verdict/speed.h"

namespace millrace::tutor {

/// A check on a thread of its own, so that keys and saves are heard meanwhile. What it has to say comes as
/// text, in order.
class background_check {
 public:
  background_check(const project& where, const report& words);
  ~background_check();
  background_check(const background_check&) = delete;
  background_check& operator=(const background_check&) = delete;

  /// Ends the check that is under way, if any, and begins another.
  void start(const lab& which, const std::string& candidate);
  void stop();
  bool running() const { return thread_.joinable(); }

  /// Readable when there is news.
  int descriptor() const { return wake_; }

  struct news {
    std::string text;                ///< to print
    bool over = false;               ///< the check has ended
    std::optional<verdict> outcome;  ///< once it came to one; a pass comes before its speed is measured
    std::optional<speed> measured;   ///< beside the reference fix, if it passed; with the end
    std::string failure;             ///< why it could not be made
  };
  news take();

 private:
  void run(const lab& which, const std::string& candidate, const std::stop_token& stop);
  void publish(const std::function<void(news&)>& add);

  const project& where_;
  const report& words_;
  int wake_;
  std::mutex mutex_;
  news pending_;  // guarded by mutex_
  std::jthread thread_;
};

}  // namespace millrace::tutor
