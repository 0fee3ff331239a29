#pragma once

#include <cstdint>

namespace millrace::explorer {

/// Goes on where `to` was left, and stores where this one was left. Only what a call must preserve is kept:
/// 10 ns instead of the system call that ucontext makes.
extern "C" void millrace_switch_stack(void** from, void* to);

/// A stack pointer to go to for the first time: it calls `entry`, which must not return, at the top of a
/// stack.
void* fresh_stack(void* top, void (*entry)());

/// Where the kernel has to set the thread pointer, for user code may not.
extern bool kernel_sets_thread_pointer;
void ask_kernel_for_thread_pointer(std::uintptr_t pointer);

/// Thread-locals, errno, exceptions in flight: all that hangs on the thread pointer changes with it.
inline void set_thread_pointer(std::uintptr_t pointer) {
  if (kernel_sets_thread_pointer) [[unlikely]] {
    ask_kernel_for_thread_pointer(pointer);
    return;
  }
  asm volatile("wrfsbase %0" : : "r"(pointer) : "memory");
}
std::uintptr_t thread_pointer();
/// Once, before the first: may user code set it, or has the kernel to do it?
void prepare_thread_pointer();

}  // namespace millrace::explorer
