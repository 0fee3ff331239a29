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
  /// `{name}` matches one segment, `{name...}` at the end all that follow. Throws std::invalid_argument for a
  /// pattern that does not begin with a slash, or a route that is there already.
  void add(std::string_view method, std::string_view pattern, handler answer);

  /// Answers a request: its route's handler, 404, 405 with Allow, or 500 when the handler throws. Sets the
  /// request's path parameters. HEAD is answered as GET.
  response answer(request& asked) const;

 private:
  struct route {
    std::string method;
    std::string pattern;
    std::vector<std::string> segments;
    handler answer;
  };
  static bool matches(const route& candidate, const std::vector<std::string_view>& path,
                      std::vector<field>& parameters);

  std::vector<route> routes_;
};

}  // namespace millrace::http
