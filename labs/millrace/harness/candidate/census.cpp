#include <atomic>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstring>
#include <dlfcn.h>
#include <execinfo.h>
#include <link.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>

#include <millrace/harness/candidate/census.h>
#include <millrace/harness/candidate/task_table.h>

namespace millrace::harness {
namespace {

constinit std::atomic<int> program_tasks{0};
constinit std::atomic<int> most_program_tasks{0};
constinit std::atomic<std::uint32_t> current_request{0};

int stack_signal() {
  return SIGRTMIN + 6;
}

// Runs on the thread whose stack is wanted. backtrace() was called once before, so that it does not allocate
// here.
void take_stack(int, siginfo_t*, void*) {
  const int saved = errno;
  if (task_slot* slot = this_slot()) {
    store_stack(slot->stack, 2);
    // Release: whoever sees the number sees the frames.
    slot->stack_request.store(current_request.load(relaxed), std::memory_order_release);
  }
  errno = saved;
}

void install_stack_signal() {
  void* first = nullptr;
  backtrace(&first, 1);
  struct sigaction action {};
  action.sa_sigaction = take_stack;
  action.sa_flags = SA_SIGINFO | SA_RESTART;
  sigaction(stack_signal(), &action, nullptr);
}

void request_stacks() {
  using namespace std::chrono;
  static const bool installed = (install_stack_signal(), true);
  static_cast<void>(installed);
  const auto request = current_request.fetch_add(1, relaxed) + 1;
  const auto every_slot = [&](auto&& visit) {
    for (std::size_t i = 0; i < slots_ever_used(); ++i) {
      if (task_table[i].used.load(relaxed) == task_slot::use::alive) visit(task_table[i]);
    }
  };
  every_slot(
      [](task_slot& slot) { syscall(SYS_tgkill, getpid(), slot.thread_id.load(relaxed), stack_signal()); });
  const auto patience = steady_clock::now() + milliseconds(300);
  bool missing = true;
  while (missing && steady_clock::now() < patience) {
    missing = false;
    every_slot([&](task_slot& slot) {
      missing =
          missing || (&slot != this_slot() && slot.stack_request.load(std::memory_order_acquire) != request);
    });
    if (missing) std::this_thread::sleep_for(milliseconds(1));
  }
}

std::uintptr_t program_base() {
  std::uintptr_t base = 0;
  dl_iterate_phdr(
      [](dl_phdr_info* info, std::size_t, void* out) {
        *static_cast<std::uintptr_t*>(out) = info->dlpi_addr;
        return 1;  // the program itself comes first
      },
      &base);
  return base;
}

// "+1a2b" is an offset into the program, anything else the name of a library's function.
std::string frames_text(const std::array<std::atomic<void*>, task_slot::most_frames>& frames) {
  static const std::uintptr_t base = program_base();
  static const std::string program = [] {
    Dl_info info{};
    return dladdr(reinterpret_cast<void*>(&program_base), &info) ? std::string(info.dli_fname)
                                                                 : std::string();
  }();
  std::string text;
  for (const auto& frame : frames) {
    void* address = frame.load(relaxed);
    if (!address) break;
    if (!text.empty()) text += ',';
    Dl_info info{};
    if (dladdr(address, &info) && program == info.dli_fname) {
      char digits[2 * sizeof(std::uintptr_t)];
      const auto end =
          std::to_chars(digits, digits + sizeof digits, reinterpret_cast<std::uintptr_t>(address) - base, 16);
      text += '+';
      text.append(digits, end.ptr);
    } else {
      text += info.dli_sname ? info.dli_sname : "?";
    }
  }
  return text.empty() ? "-" : text;
}

std::string name_of(const task_slot& slot) {
  char bytes[task_slot::name_words * sizeof(std::uint64_t)];
  for (std::size_t i = 0; i < task_slot::name_words; ++i) {
    const auto word = slot.name[i].load(relaxed);
    std::memcpy(bytes + i * sizeof word, &word, sizeof word);
  }
  bytes[sizeof bytes - 1] = 0;
  return *bytes ? bytes : "-";
}

std::string place(const char* file, std::uint32_t line) {
  return file ? std::string(file) + ':' + std::to_string(line) : "-";
}

// task <tid> <p|t: of the program or the toolkit> <name> <waits for> <where it waits> <spawn site> <spawn
// stack> <stack>, separated by tabs; "-" where nothing is known.
std::string report_line(const task_slot& slot, bool with_stack) {
  const int reason = slot.waits_for.load(relaxed) - 1;
  std::string line = "task\t" + std::to_string(slot.thread_id.load(relaxed));
  line += slot.excluded.load(relaxed) ? "\tt\t" : "\tp\t";
  line += name_of(slot) + '\t';
  line += reason < 0
              ? "-\t-"
              : describe(static_cast<wait_reason>(reason)) + ('\t' + place(slot.wait_file, slot.wait_line));
  line += '\t' + place(slot.spawn_file, slot.spawn_line);
  line += '\t' + frames_text(slot.spawned_from);
  line += '\t' + (with_stack ? frames_text(slot.stack) : std::string("-")) + '\n';
  return line;
}

}  // namespace

void count_task(int change) noexcept {
  const int now = program_tasks.fetch_add(change, relaxed) + change;
  int most = most_program_tasks.load(relaxed);
  while (most < now && !most_program_tasks.compare_exchange_weak(most, now, relaxed)) {
  }
}

census& census::of_process() {
  static constinit census the_census;
  return the_census;
}

void census::task_started(const char* name, task_owner owner,
                          const std::source_location& spawned_at) noexcept {
  constexpr std::size_t longest_name = 15;  // of a thread in Linux
  pthread_setname_np(pthread_self(), std::string(name).substr(0, longest_name).c_str());
  task_slot* slot = this_slot();
  if (!slot) return;
  slot->set_name(name);
  slot->spawn_file.store(spawned_at.file_name(), relaxed);
  slot->spawn_line.store(spawned_at.line(), relaxed);
  if (owner == task_owner::toolkit) exclude_this_thread();
}

void census::blocked(wait_reason reason, resource_id, const std::source_location& at) noexcept {
  task_slot* slot = this_slot();
  if (!slot) return;
  slot->wait_file.store(at.file_name(), relaxed);
  slot->wait_line.store(at.line(), relaxed);
  slot->waits_for.store(static_cast<int>(reason) + 1, relaxed);
}

void census::resumed() noexcept {
  if (task_slot* slot = this_slot()) slot->waits_for.store(0, relaxed);
}

void census::exclude_this_thread() noexcept {
  task_slot* slot = this_slot();
  if (slot && !slot->excluded.exchange(true, relaxed)) count_task(-1);
}

bool census::available() noexcept {
  return stands_in_for_pthread_create();
}

void census::include_main_thread() noexcept {
  task_slot* slot = claim_slot();
  if (!slot) return;
  slot->excluded.store(true, relaxed);
  slot->set_name("main");
  slot->thread_id.store(gettid(), relaxed);
  slot->used.store(task_slot::use::alive, relaxed);
  set_this_slot(slot);
}

int census::alive() noexcept {
  return program_tasks.load(relaxed);
}

int census::peak() noexcept {
  return most_program_tasks.load(relaxed);
}

std::string census::report(bool stacks) {
  if (stacks) request_stacks();
  std::string text;
  for (std::size_t i = 0; i < slots_ever_used(); ++i) {
    if (task_table[i].used.load(relaxed) == task_slot::use::alive) text += report_line(task_table[i], stacks);
  }
  return text;
}

}  // namespace millrace::harness
