// ends as: too much memory
#include <string>
#include <vector>

#include <millrace/http/app.h>

void service(millrace::http::app&) {
  std::vector<std::string> eaten;
  while (true) eaten.emplace_back(std::size_t{1} << 20, 'x');
}
