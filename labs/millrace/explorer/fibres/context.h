#pragma once

#include <cstdint>

namespace millrace::explorer {

/// Goes on where `to` was left, and stores where this one was left. Only what a call must preserve is kept:
/// 10 ns instead of the system call that ucontext makes.
extern "C" void millrace_switch_stack(void** from, void* to);

/// A stack pointer to go to for the first time: it calls `entry`, which must not return, at the top of a
/// stack.
void* fresh_stack(void* top, void (*entry)());

/// Thread-locals, errno, exceptions in flight: all that hangs on the thread pointer changes with it.
void set_thread_pointer(std::uintptr_t pointer);
std::uintptr_t thread_pointer();
/// Once, before the first: may user code set it, or has the kernel to do it?
void prepare_thread_pointer();

}  // namespace millrace::explorer
