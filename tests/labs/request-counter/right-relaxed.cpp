// right: an atomic with relaxed order, which is enough for a counter
// Counts the visits to a site.
//   GET /visit   welcomes the visitor and counts the visit
//   GET /visits  how many visits there have been
#include <atomic>
#include <string>

#include <millrace/http/app.h>

namespace http = millrace::http;

class visit_counter {
 public:
  void add() { visits_.fetch_add(1, std::memory_order_relaxed); }
  long total() const { return visits_.load(std::memory_order_relaxed); }

 private:
  std::atomic<long> visits_ = 0;
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
