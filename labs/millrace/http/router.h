#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <millrace/http/app.h>

namespace millrace::http {

/// Finds the handler for a request. Routes are added before serving; then it is only read, by many threads at
/// once.
class router {
 public:
  /// `{name}` matches one segment, `{name...}` at the end all that follow. Where several patterns match a
  /// path, the most specific counts, in whatever order they were added: at the first segment that differs, a
  /// literal goes before `{name}`, and that before `{name...}`. Throws std::invalid_argument for a pattern
  /// that does not begin with a slash, or a route that is there already.
  void add(std::string_view method, std::string_view pattern, handler answer);

  /// Answers a request: its route's handler, 404, 405 with Allow, or 500 when the handler throws. Sets the
  /// request's path parameters. HEAD is answered as GET. The path is taken as it was sent, without the query:
  /// it is split first and its segments are decoded then, so that "a%2Fb" is one segment, as in Go.
  response answer(request& asked, std::string_view escaped_path) const;

 private:
  struct route {
    std::string method;
    std::string pattern;
    std::vector<std::string> segments;
    handler answer;
  };
  static bool matches(const route& candidate, const std::vector<std::string>& path,
                      std::vector<field>& parameters);

  std::vector<route> routes_;  // the more specific before the less
};

}  // namespace millrace::http
