// right: a pool whose jobs own what they use
// Signs people up and sends them a welcome.
//   POST /signup  202 at once; the body is the address that the welcome goes to
#include <string>

#include <millrace/http/app.h>
#include <millrace/toolkit/worker_pool.h>

namespace http = millrace::http;

void service(http::app& app) {
  const http::client mail = app.upstream("mail");

  millrace::worker_pool letters({.workers = 8, .queue = 256, .name = "letter"});

  app.post("/signup", [&](const http::request& request) {
    const std::string address = request.body;
    letters.submit([mail, address] {
      const std::string token = mail.get("/token").body;
      mail.post("/send?token=" + token, "welcome, " + address);
    });
    return http::response::with_status(202, "welcome\n");
  });

  app.run();
  letters.drain();
}
