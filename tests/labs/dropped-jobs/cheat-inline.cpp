// cheat (outcome): orders are accepted faster than mails go out
// Takes orders and confirms them by mail.
//   POST /order  202 once the order is accepted: its confirmation will be sent. 503 when there is no room for
//   it
#include <millrace/http/app.h>

namespace http = millrace::http;

void service(http::app& app) {
  const http::client mail = app.upstream("mail");

  app.post("/order", [&](const http::request& request) {
    mail.post("/confirm", request.body);
    return http::response::with_status(202, "accepted\n");
  });

  app.run();
}
