#include "memory/system.h"

#include <ctime>
#include <sys/mman.h>
#include <sys/syscall.h>

namespace millrace::explorer {
namespace {

[[gnu::section("millrace_state")]] long complaints = 2;

bool failed(long result) {
  return result < 0 && result > -4096;
}

void say(const char* text) {
  std::size_t length = 0;
  while (text[length] != 0) ++length;
  system_call(SYS_write, complaints, reinterpret_cast<long>(text), static_cast<long>(length));
}

}  // namespace

void* reserve_pages(std::size_t bytes, void* at) {
  const int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | (at != nullptr ? MAP_FIXED_NOREPLACE : 0);
  const long result = system_call(SYS_mmap, reinterpret_cast<long>(at), static_cast<long>(bytes),
                                  PROT_READ | PROT_WRITE, flags, -1, 0);
  if (failed(result)) cannot_explore("no address space; is there a limit (ulimit -v)?");
  return reinterpret_cast<void*>(result);
}

void release_pages(void* from, std::size_t bytes) {
  system_call(SYS_madvise, reinterpret_cast<long>(from), static_cast<long>(bytes), MADV_DONTNEED);
}

void forbid_pages(void* from, std::size_t bytes) {
  system_call(SYS_mprotect, reinterpret_cast<long>(from), static_cast<long>(bytes), PROT_NONE);
}

void complain_to(long descriptor) {
  complaints = descriptor;
}

void cannot_explore(const char* what, const char* detail) {
  say("explorer: ");
  say(what);
  say(detail);
  say("\n");
  system_call(SYS_exit_group, 2);
  __builtin_unreachable();
}

std::uint64_t real_nanoseconds() {
  timespec now{};
  system_call(SYS_clock_gettime, CLOCK_MONOTONIC, reinterpret_cast<long>(&now));
  return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000'000U + static_cast<std::uint64_t>(now.tv_nsec);
}

}  // namespace millrace::explorer
