// right: one owner, to whom the handlers send
// Counts the visits to a site.
//   GET /visit   welcomes the visitor and counts the visit
//   GET /visits  how many visits there have been
#include <string>
#include <thread>

#include <millrace/http/app.h>
#include <millrace/toolkit/channel.h>

namespace http = millrace::http;

struct message {
  bool visit;
  millrace::channel<long> total;
};

void service(http::app& app) {
  millrace::channel<message> counter(64);
  std::jthread owner([counter]() mutable {
    long visits = 0;
    for (message& next : counter) {
      if (next.visit) {
        ++visits;
      } else {
        next.total.send(visits);
      }
    }
  });

  app.get("/visit", [counter](const http::request&) mutable {
    counter.send({true, {}});
    return http::response::text("welcome\n");
  });

  app.get("/visits", [counter](const http::request&) mutable {
    millrace::channel<long> total(1);
    counter.send({false, total});
    return http::response::text(std::to_string(*total.receive()));
  });

  app.run();
  counter.close();
}
