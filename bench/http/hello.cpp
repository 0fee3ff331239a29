// The smallest service on the labs' server: GET /hello. Says its port on a line and serves until it is told to stop.
#include <csignal>
#include <cstdio>
#include <thread>

#include <millrace/http/server.h>

int main() {
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGTERM);
  sigaddset(&ends, SIGINT);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);

  millrace::http::server_options options;
  options.on_serving = [](const millrace::http::endpoint& at) {
    std::printf("%d\n", at.port);
    std::fflush(stdout);
  };
  millrace::http::server server(options);
  server.add("GET", "/hello", [](const millrace::http::request&) {
    return millrace::http::response::text("hello\n");
  });
  std::thread([&] {
    int signal = 0;
    sigwait(&ends, &signal);
    server.stop();
  }).detach();
  server.run();
}
