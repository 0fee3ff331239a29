// recording PID FILE: records the process until it ends or standard input does. 2 and a line when it cannot.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <poll.h>
#include <unistd.h>

#include <millrace/probe/take_recording.h>

namespace {

bool input_is_open() {
  pollfd input{STDIN_FILENO, POLLIN, 0};
  return poll(&input, 1, 0) == 0;
}

}  // namespace

int main(int, char** words) try {
  std::signal(SIGXFSZ, SIG_IGN);
  millrace::probe::reader from(std::atoi(words[1]));
  millrace::probe::recorder to(words[2]);
  std::puts("ready");
  std::fflush(stdout);
  millrace::probe::take_recording(from, to, input_is_open);
  std::printf("%llu events %llu missed %llu bytes\n", static_cast<unsigned long long>(to.events()),
              static_cast<unsigned long long>(to.missed()), static_cast<unsigned long long>(to.bytes()));
} catch (const std::exception& error) {
  std::puts(error.what());
  return 2;
}
