#pragma once

#include <cstddef>
#include <cstdint>

namespace millrace::explorer {

/// A system call, past everything that is interposed. Returns what the kernel does: -errno on failure.
inline long system_call(long number, long a = 0, long b = 0, long c = 0, long d = 0, long e = 0, long f = 0) {
  long result = 0;
  register long r10 asm("r10") = d;
  register long r8 asm("r8") = e;
  register long r9 asm("r9") = f;
  asm volatile("syscall"
               : "=a"(result)
               : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
               : "rcx", "r11", "memory");
  return result;
}

/// Address space that costs nothing until it is touched, and reads as zero. Exactly at `at`, if that is not
/// null. Ends the process with one line when there is none.
void* reserve_pages(std::size_t bytes, void* at = nullptr);
/// Gives touched pages back; they read as zero again.
void release_pages(void* from, std::size_t bytes);
/// No access from now on: what runs over the end of a stack dies there.
void forbid_pages(void* from, std::size_t bytes);

/// Where complaints go, once the program's own output is silenced; standard error before.
void complain_to(long descriptor);
/// Ends the process with exit code 2, after one line on standard error: "explorer: WHAT".
[[noreturn]] void cannot_explore(const char* what, const char* detail = "");

/// Nanoseconds of real time since some moment.
std::uint64_t real_nanoseconds();

}  // namespace millrace::explorer
