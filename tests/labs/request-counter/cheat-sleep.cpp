// cheat (race): data race
// Counts the visits to a site.
//   GET /visit   welcomes the visitor and counts the visit
//   GET /visits  how many visits there have been
#include <chrono>
#include <string>
#include <thread>

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

  app.get("/visit", [&](const http::request&) {
    std::this_thread::sleep_for(std::chrono::microseconds(50));
    visits.add();
    return http::response::text("welcome\n");
  });

  app.get("/visits",
          [&](const http::request&) { return http::response::text(std::to_string(visits.total())); });

  app.run();
}
