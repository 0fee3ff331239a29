// cheat (outcome): every visit is counted
// Counts the visits to a site.
//   GET /visit   welcomes the visitor and counts the visit
//   GET /visits  how many visits there have been
#include <string>

#include <millrace/http/app.h>

namespace http = millrace::http;

class visit_counter {
 public:
  void add() { ++visits_; }
  long total() const { return visits_; }

 private:
  long visits_ = 0;
};

void service(http::app& app) {
  visit_counter visits;

  app.get("/visit", [&](const http::request&) { return http::response::text("welcome\n"); });

  app.get("/visits",
          [&](const http::request&) { return http::response::text(std::to_string(visits.total())); });

  app.run();
}
