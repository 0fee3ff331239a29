// cannot run: the candidate could not be set up
#include <sys/resource.h>

#include <millrace/http/app.h>

// No descriptor is left for the server's socket, before `service` is called.
const int no_more_files = [] {
  const rlimit none{4, 4};
  return setrlimit(RLIMIT_NOFILE, &none);
}();

void service(millrace::http::app& app) {
  app.run();
}
