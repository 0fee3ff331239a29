#include "fibres/donor.h"

#include <csignal>
#include <dlfcn.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sys/syscall.h>

#include "fibres/context.h"
#include "memory/bytes.h"
#include "memory/system.h"
#include "model/task_set.h"
#include "races/shadow.h"

namespace millrace::explorer {
namespace {

constexpr std::size_t guard = 4096;
constexpr std::size_t kept_by_donor = 8192;  // what the parked thread itself uses below its frame
static_assert(most_tasks * task_stack_size <= stacks_size);
static_assert(stacks_begin % task_stack_size == 0);

using create_thread = int (*)(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);

struct donor_state {
  donor all[most_tasks];
  create_thread create;
  std::uintptr_t home;
  const loaded_objects* loaded;
};
[[gnu::section("millrace_state")]] donor_state state{};

std::uintptr_t stack_begin(unsigned slot) {
  return stacks_begin + slot * task_stack_size;
}

void wait_while(int& word, int value) {
  while (__atomic_load_n(&word, __ATOMIC_ACQUIRE) == value)
    system_call(SYS_futex, reinterpret_cast<long>(&word), FUTEX_WAIT_PRIVATE, value);
}

struct birth {
  donor* of;
  int done;
};

void* park(void* argument) {
  auto& born = *static_cast<birth*>(argument);
  born.of->thread_pointer = thread_pointer();
  born.of->stack_top = static_cast<char*>(__builtin_frame_address(0)) - kept_by_donor;
  __atomic_store_n(&born.done, 1, __ATOMIC_RELEASE);
  system_call(SYS_futex, reinterpret_cast<long>(&born.done), FUTEX_WAKE_PRIVATE, 1);
  int for_ever = 0;
  wait_while(for_ever, 0);
  return nullptr;
}

void create_donor(unsigned slot) {
  void* stack = reinterpret_cast<void*>(stack_begin(slot));
  forbid_pages(stack, guard);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstack(&attributes, static_cast<char*>(stack) + guard, task_stack_size - guard);
  // But for the two that the C library sends to its threads itself.
  const std::uint64_t all = ~(std::uint64_t{1} << 31 | std::uint64_t{1} << 32);
  std::uint64_t before = 0;
  system_call(SYS_rt_sigprocmask, SIG_SETMASK, reinterpret_cast<long>(&all), reinterpret_cast<long>(&before),
              sizeof before);
  birth born = {&state.all[slot], 0};
  pthread_t thread{};
  if (state.create(&thread, &attributes, park, &born) != 0)
    cannot_explore("cannot start a thread; is there a limit (ulimit -u)?");
  wait_while(born.done, 0);
  system_call(SYS_rt_sigprocmask, SIG_SETMASK, reinterpret_cast<long>(&before), 0, sizeof before);
  pthread_attr_destroy(&attributes);
}

}  // namespace

void prepare_donors(const loaded_objects& loaded) {
  state.create = reinterpret_cast<create_thread>(dlsym(RTLD_NEXT, "pthread_create"));
  if (state.create == nullptr) cannot_explore("the C library has no pthread_create");
  state.home = thread_pointer();
  state.loaded = &loaded;
}

donor& donor_of(unsigned slot) {
  donor& wanted = state.all[slot];
  if (!wanted.exists()) {
    // A real thread is created by the process's own first thread, as far as the C library can tell.
    const std::uintptr_t before = thread_pointer();
    set_thread_pointer(state.home);
    create_donor(slot);
    set_thread_pointer(before);
  }
  return wanted;
}

std::uintptr_t stack_begin_of(unsigned slot) {
  return stack_begin(slot);
}
std::uintptr_t stack_end_of(unsigned slot) {
  return stack_begin(slot) + task_stack_size;
}

bool in_stack_guard(std::uintptr_t address) {
  for (unsigned slot = 0; slot < most_tasks; ++slot) {
    if (state.all[slot].exists() && address - stack_begin(slot) < guard) return true;
  }
  return false;
}

void renew_thread_locals(donor& which) {
  if (!which.used_before) {
    which.used_before = true;
    return;
  }
  for (std::size_t i = 0; i < state.loaded->thread_local_count; ++i) {
    const auto& image = state.loaded->thread_locals[i];
    auto* at = reinterpret_cast<char*>(which.thread_pointer + static_cast<std::uintptr_t>(image.offset));
    copy_bytes(at, image.initial, image.initial_size);
    fill_bytes(at + image.initial_size, 0, image.size - image.initial_size);
  }
}

}  // namespace millrace::explorer
