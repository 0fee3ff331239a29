// right: a jthread whose sleep a stop request ends
// Keeps sessions for 100 ms.
//   POST /login     201 with the number of a new session
//   GET /sessions   how many sessions are kept; those that are over are swept out every 20 ms
#include <chrono>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

#include <millrace/http/app.h>

namespace http = millrace::http;
using namespace std::chrono_literals;
using std::chrono::steady_clock;

class session_store {
 public:
  int add() {
    const std::lock_guard lock(mutex_);
    ends_[++last_] = steady_clock::now() + 100ms;
    return last_;
  }

  void sweep() {
    const std::lock_guard lock(mutex_);
    std::erase_if(ends_, [](const auto& session) { return session.second < steady_clock::now(); });
  }

  std::size_t size() {
    const std::lock_guard lock(mutex_);
    return ends_.size();
  }

 private:
  std::mutex mutex_;
  int last_ = 0;                                  // guarded by mutex_
  std::map<int, steady_clock::time_point> ends_;  // guarded by mutex_
};

void service(http::app& app) {
  const auto sessions = std::make_shared<session_store>();
  std::mutex asleep;
  std::condition_variable_any woken;
  const std::jthread janitor([&](const std::stop_token& stop) {
    std::unique_lock lock(asleep);
    while (!stop.stop_requested()) {
      woken.wait_for(lock, stop, 20ms, [] { return false; });
      sessions->sweep();
    }
  });

  app.post("/login", [&](const http::request&) {
    return http::response::with_status(201, std::to_string(sessions->add()));
  });

  app.get("/sessions",
          [&](const http::request&) { return http::response::text(std::to_string(sessions->size())); });

  app.run();
}
