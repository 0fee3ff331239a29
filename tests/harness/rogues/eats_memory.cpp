// ends as: too much memory
#include <string>
#include <vector>

#include <millrace/http/app.h>

void service(millrace::http::app& app) {
  std::vector<std::string> eaten;
  app.get("/", [&](const millrace::http::request&) {
    while (true) eaten.emplace_back(std::size_t{1} << 20, 'x');
    return millrace::http::response::text("");
  });
  app.run();
}
