#pragma once

#include <cstddef>
#include <cstdint>

#include "memory/loaded_objects.h"

namespace millrace::explorer {

/// A real thread that is parked for ever and lends a fibre its stack and its thread pointer. So whatever
/// hangs on a thread is genuine: errno, thread_local, exceptions in flight, malloc's caches, pthread_self.
struct donor {
  void* stack_top = nullptr;
  std::uintptr_t thread_pointer = 0;
  bool used_before = false;
  bool exists() const { return stack_top != nullptr; }
};

/// The donor of a slot, made when it is first asked for.
donor& donor_of(unsigned slot);

/// Of a power of two, and aligned to itself: two addresses on one stack differ in less.
constexpr std::size_t task_stack_size = std::size_t{8} << 20;

/// Where a slot's stack lies.
std::uintptr_t stack_begin_of(unsigned slot);
std::uintptr_t stack_end_of(unsigned slot);
/// Whether that address is in the guard of some stack: a stack overflow.
bool in_stack_guard(std::uintptr_t address);

/// Gives a donor's thread-locals the values they have in a new thread.
void renew_thread_locals(donor& which);

void prepare_donors(const loaded_objects& loaded);

}  // namespace millrace::explorer
