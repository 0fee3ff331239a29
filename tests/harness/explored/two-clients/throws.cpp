// fails: an exception that nobody catches: .*no licence
#include <stdexcept>

#include <millrace/http/app.h>

void service(millrace::http::app&) {
  throw std::runtime_error("no licence");
}
