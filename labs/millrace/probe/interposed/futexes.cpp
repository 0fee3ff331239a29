// Stands in for syscall(), through which code that knows no pthread function sleeps at a futex: std::atomic's
// wait, latch, barrier, counting_semaphore and future of libstdc++, and the standard library of Rust. Who
// holds what the word stands for, only the program knows.
#include <cstdarg>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <millrace/probe/interposed/real_function.h>

namespace millrace::probe {
namespace {

constinit real<long (*)(long, ...)> call("syscall");

bool sleeps_at_futex(long number, long operation) noexcept {
  if (number != SYS_futex) return false;
  const long command = operation & FUTEX_CMD_MASK;
  return command == FUTEX_WAIT || command == FUTEX_WAIT_BITSET;
}

}  // namespace
}  // namespace millrace::probe

using namespace millrace::probe;

extern "C" {

// However many arguments there are, the kernel takes six registers, as the C library's own function does.
MILLRACE_STANDS_IN long syscall(long number, ...) noexcept {
  va_list words;
  va_start(words, number);
  long word[6];
  for (auto& each : word) each = va_arg(words, long);
  va_end(words);
  const auto ask = [&] { return call()(number, word[0], word[1], word[2], word[3], word[4], word[5]); };
  if (!sleeps_at_futex(number, word[1])) return ask();
  return waiting(lock_wait::futex, reinterpret_cast<const void*>(word[0]), 0, __builtin_return_address(0),
                 ask);
}

}  // extern "C"
