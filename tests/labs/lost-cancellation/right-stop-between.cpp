// right: looks between the shelves too
// Searches a library's index.
//   GET /search?q=word  what the index knows of the word; the search ends when the reader leaves
#include <string>

#include <millrace/http/app.h>
#include <millrace/toolkit/context.h>

namespace http = millrace::http;

std::string search(const millrace::context& ctx, const http::client& index, const std::string& word) {
  std::string found;
  for (const std::string shelf : {"fiction", "science", "history"}) {
    if (ctx.done()) break;
    found += index.get(ctx, "/" + shelf + "/" + word).body;
  }
  return found;
}

void service(http::app& app) {
  const http::client index = app.upstream("index");

  app.get("/search", [&](const http::request& request) {
    const auto ctx = request.context();
    return http::response::text(search(ctx, index, request.query("q").value_or("")));
  });

  app.run();
}
