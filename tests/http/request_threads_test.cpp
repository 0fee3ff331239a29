// Serving with a fixed number of threads: what happens besides the requests.
#include <ctime>
#include <stdexcept>
#include <string>
#include <sys/resource.h>
#include <unistd.h>

#include "http/served.h"

namespace millrace::http {
namespace {

class request_threads_test : public served_test {};

TEST_F(request_threads_test, an_idle_connection_is_closed) {
  server_options options;
  options.idle_timeout = 20ms;
  served site(options, 2);
  site.routes().get("/", [](const request&) { return response::text("answered"); });
  site.start();
  const auto end = socket::clock::now() + 5s;
  std::array<char, 4096> bytes;
  const socket silent = connect_to(site.where(), "", end);
  const auto none = silent.read_some(bytes, end);
  EXPECT_FALSE(none.error) << none.error.message();
  EXPECT_EQ(none.bytes, 0u);
  EXPECT_TRUE(site.exchange({"GET / HTTP/1.1\r\n\r\n"}).ends_with("answered"));
}

TEST_F(request_threads_test, a_connection_at_work_is_not_idle) {
  server_options options;
  options.idle_timeout = 10ms;
  served site(options, 1);
  site.routes().get("/", [](const request& r) { return r.context().wait_for(60ms), response::text("late"); });
  site.start();
  EXPECT_TRUE(site.exchange({"GET / HTTP/1.1\r\nConnection: close\r\n\r\n"}).ends_with("late"));
}

/// Takes the last free descriptor away from whoever comes next, until it is gone.
class one_descriptor_left {
 public:
  one_descriptor_left() {
    getrlimit(RLIMIT_NOFILE, &before_);
    const int next = dup(0);
    close(next);
    const rlimit tight{static_cast<rlim_t>(next) + 1, before_.rlim_max};
    setrlimit(RLIMIT_NOFILE, &tight);
  }
  ~one_descriptor_left() { setrlimit(RLIMIT_NOFILE, &before_); }

 private:
  rlimit before_{};
};

TEST_F(request_threads_test, without_a_descriptor_it_waits_and_does_not_spin) {
  served site({}, 1);
  site.routes().get("/", [](const request&) { return response::text("answered"); });
  site.start();
  site.make_client().get("/");
  socket waiting;
  {
    const one_descriptor_left tight;
    const auto end = socket::clock::now() + 300ms;
    waiting = connect_to(site.where(), "", end);
    const auto busy_before = std::clock();
    std::array<char, 16> bytes;
    EXPECT_EQ(waiting.read_some(bytes, end).error, std::errc::timed_out);
    const double busy = static_cast<double>(std::clock() - busy_before) / CLOCKS_PER_SEC;
    EXPECT_LT(busy / 0.3, 0.05) << "the share of the time for which this process ran";
  }
  const auto end = socket::clock::now() + 5s;
  EXPECT_FALSE(waiting.write_all("GET / HTTP/1.1\r\n\r\n", end));
  std::array<char, 4096> bytes;
  EXPECT_GT(waiting.read_some(bytes, end).bytes, 0u) << "it is served once there are descriptors again";
}

TEST_F(request_threads_test, what_on_serving_throws_comes_out_of_run) {
  server_options options;
  options.on_serving = [](const endpoint&) { throw std::runtime_error("of itself"); };
  app routes(std::make_unique<server>(options));
  EXPECT_THROW(routes.run_with_threads(2), std::runtime_error);
}

}  // namespace
}  // namespace millrace::http
