// right: a mutex instead of an atomic
// Counts the visits to a site.
//   GET /visit   welcomes the visitor and counts the visit
//   GET /visits  how many visits there have been
#include <mutex>
#include <string>

#include <millrace/http/app.h>

namespace http = millrace::http;

class visit_counter {
 public:
  void add() {
    const std::lock_guard lock(mutex_);
    ++visits_;
  }
  long total() const {
    const std::lock_guard lock(mutex_);
    return visits_;
  }

 private:
  mutable std::mutex mutex_;
  long visits_ = 0;  // guarded by mutex_
};

void service(http::app& app) {
  visit_counter visits;

  app.get("/visit", [&](const http::request&) {
    visits.add();
    return http::response::text("welcome\n");
  });

  app.get("/visits",
          [&](const http::request&) { return http::response::text(std::to_string(visits.total())); });

  app.run();
}
