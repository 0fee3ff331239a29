// right: the address is moved into the task
// Signs people up and sends them a welcome.
//   POST /signup  202 at once; the body is the address that the welcome goes to
#include <string>
#include <thread>
#include <utility>

#include <millrace/http/app.h>

namespace http = millrace::http;

void service(http::app& app) {
  const http::client mail = app.upstream("mail");

  app.post("/signup", [&](const http::request& request) {
    std::string address = request.body;
    std::thread([mail, address = std::move(address)] {
      const std::string token = mail.get("/token").body;
      mail.post("/send?token=" + token, "welcome, " + address);
    }).detach();
    return http::response::with_status(202, "welcome\n");
  });

  app.run();
}
