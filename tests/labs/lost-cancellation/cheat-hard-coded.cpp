// cheat (outcome): who waits gets the answer
// Searches a library's index.
//   GET /search?q=word  what the index knows of the word; the search ends when the reader leaves
#include <string>

#include <millrace/http/app.h>
#include <millrace/toolkit/context.h>

namespace http = millrace::http;

void service(http::app& app) {
  app.get("/search", [&](const http::request& request) {
    return http::response::text("/fiction/" + request.query("q").value_or("") + "\n");
  });

  app.run();
}
