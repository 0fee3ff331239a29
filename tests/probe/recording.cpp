// recording PID FILE [BYTES]: records the process until it ends or standard input does, and until no file may
// be longer than so many bytes. 2 and a line when it cannot.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <poll.h>
#include <sys/resource.h>
#include <unistd.h>

#include <millrace/probe/take_recording.h>

namespace {

bool input_is_open() {
  pollfd input{STDIN_FILENO, POLLIN, 0};
  return poll(&input, 1, 0) == 0;
}

void limit_files(rlim_t bytes) {
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit limit{bytes, bytes};
  setrlimit(RLIMIT_FSIZE, &limit);
}

}  // namespace

int main(int count, char** words) try {
  if (count > 3) limit_files(static_cast<rlim_t>(std::atol(words[3])));
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
