#include "run/watchdog.h"

#include <csignal>
#include <initializer_list>
#include <sys/syscall.h>
#include <sys/time.h>
#include <ucontext.h>

#include "fibres/donor.h"
#include "memory/system.h"
#include "model/task.h"
#include "races/shadow.h"
#include "run/call_path.h"
#include "run/finding.h"
#include "run/scheduler.h"

// The C library's own: sigaction is interposed.
extern "C" int __sigaction(int signal, const struct sigaction* made, struct sigaction* before);

namespace millrace::explorer {
namespace {

constexpr std::size_t handler_stack = std::size_t{128} << 10;
constexpr int ticks_without_progress = 4;
constexpr int most_ticks_of_a_run = 20;
constexpr suseconds_t tick = 500'000;  // microseconds

struct progress {
  std::uint64_t steps;
  std::uint64_t moment;
  std::uint32_t accesses;
  int ticks;
  std::uint64_t run;
  int ticks_of_run;
};
[[gnu::section("millrace_state")]] progress last{};
[[gnu::section("millrace_state")]] volatile bool ticked = false;

/// Where in the program: of a library the call that led there, also of one through a pointer that is null.
std::uintptr_t interrupted_at(const void* context) {
  constexpr unsigned most_frames = 64;
  const auto* machine = &static_cast<const ucontext_t*>(context)->uc_mcontext;
  const auto at = static_cast<std::uintptr_t>(machine->gregs[REG_RIP]);
  if (watched_code.contains(at)) return at;
  if (at == 0) return *reinterpret_cast<const std::uintptr_t*>(machine->gregs[REG_RSP]);
  std::uintptr_t frames[most_frames];
  const unsigned count = unwind(at, frames, most_frames);
  for (unsigned i = 0; i < count; ++i) {
    if (watched_code.contains(frames[i])) return frames[i];
  }
  return at;
}

const char* words_for(int signal, std::uintptr_t address) {
  switch (signal) {
    case SIGSEGV:
      return in_stack_guard(address) ? "stack overflow" : "SIGSEGV: an address that is not the program's";
    case SIGBUS:
      return "SIGBUS: bad memory access";
    case SIGFPE:
      return "SIGFPE: division by zero or overflow";
    case SIGILL:
      return "SIGILL: illegal instruction";
    default:
      return "SIGTRAP: trap";
  }
}

void on_crash(int signal, siginfo_t* information, void* context) {
  if (!in_run()) cannot_explore("crashed before main, or in the explorer itself: ", words_for(signal, 0));
  if (turns.winding_down()) end_run(ending::finished);
  const auto address = reinterpret_cast<std::uintptr_t>(information->si_addr);
  finding crash = make_finding(ending::crash, interrupted_at(context), words_for(signal, address));
  crash.object = address;
  end_run(crash);
}

void on_tick(int, siginfo_t*, void* context) {
  ticked = true;
  const bool moved =
      turns.steps() != last.steps || logical.now != last.moment || accesses.so_far() != last.accesses;
  last.ticks = moved || !in_run() ? 0 : last.ticks + 1;
  last.ticks_of_run = last.run == logical.run_began ? last.ticks_of_run + 1 : 0;
  last.run = logical.run_began;
  last.steps = turns.steps();
  last.moment = logical.now;
  last.accesses = accesses.so_far();
  if (in_run() && last.ticks_of_run > most_ticks_of_a_run) end_run(ending::cut);
  if (last.ticks < ticks_without_progress) return;
  last.ticks = 0;
  if (turns.winding_down()) end_run(ending::finished);
  finding hang =
      make_finding(ending::hang, interrupted_at(context),
                   "for two seconds a task has done nothing that others could see: an endless loop, or a "
                   "system call that blocks");
  hang.signature = static_cast<std::uint64_t>(ending::hang);
  end_run(hang);
}

void handle(int signal, void (*by)(int, siginfo_t*, void*)) {
  struct sigaction action {};
  action.sa_sigaction = by;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER | SA_RESTART;
  __sigaction(signal, &action, nullptr);
}

}  // namespace

bool has_ticked() {
  const bool before = ticked;
  ticked = false;
  return before;
}

void prepare_watchdog() {
  stack_t stack{};
  stack.ss_sp = reserve_pages(handler_stack);
  stack.ss_size = handler_stack;
  sigaltstack(&stack, nullptr);
  for (const int each : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP}) handle(each, on_crash);
  handle(SIGALRM, on_tick);
  const itimerval each = {{0, tick}, {0, tick}};
  system_call(SYS_setitimer, ITIMER_REAL, reinterpret_cast<long>(&each), 0);
}

}  // namespace millrace::explorer
