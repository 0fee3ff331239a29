// Stands in for pthread_create, so that each thread is a task from its start, with the place that started it;
// and for pthread_setname_np, for its name. What a thread needs to begin lies in a table, a place a slot:
// here nothing may be allocated.
#include <array>
#include <atomic>
#include <charconv>
#include <cstring>
#include <pthread.h>

#include <millrace/probe/call_path.h>
#include <millrace/probe/interposed/real_function.h>
#include <millrace/probe/thread_slot.h>

namespace millrace::probe {
namespace {

using body = void* (*)(void*);

struct beginning {
  std::atomic<body> run;
  std::atomic<void*> argument;
};
constinit std::array<beginning, most_tasks> beginnings{};
constinit std::atomic<unsigned> started{0};

constinit real<int (*)(pthread_t*, const pthread_attr_t*, body, void*)> create("pthread_create");
constinit real<int (*)(pthread_t, const char*)> set_name("pthread_setname_np");

/// The creation of a thread orders what was written to its place.
void* begin(void* raw) {
  const auto& own = *static_cast<const beginning*>(raw);
  const auto run = own.run.load(relaxed);
  void* argument = own.argument.load(relaxed);
  if (segment* here = own_segment()) take_slot(*here, static_cast<int>(&own - beginnings.data()));
  emit(event_kind::task_started, 0, static_cast<std::uint32_t>(&own - beginnings.data()), 0);
  return run(argument);
}

void describe(segment& in, std::size_t slot, const void* code) noexcept {
  store_path(in.spawn_paths[slot], calls_around(code));
  std::array<char, 32> name{"thread "};
  constexpr std::size_t word = 7;
  const auto number = started.fetch_add(1, relaxed) + 1;
  const auto end = std::to_chars(name.data() + word, name.data() + name.size(), number).ptr;
  store_text(in.task_names[slot], {name.data(), static_cast<std::size_t>(end - name.data())});
}

/// The slot of a thread that lives, or is about to; -1 if it has none.
int slot_of(const segment& in, pthread_t thread) noexcept {
  const auto used = in.tasks_used.load(relaxed);
  for (std::uint32_t slot = 0; slot < used && slot < most_tasks; ++slot) {
    const auto& task = in.tasks[slot];
    if (task.used.load(relaxed) != use::free && task.handle.load(relaxed) == thread)
      return static_cast<int>(slot);
  }
  return -1;
}

}  // namespace
}  // namespace millrace::probe

using namespace millrace::probe;

extern "C" {

MILLRACE_STANDS_IN int pthread_create(pthread_t* thread, const pthread_attr_t* attributes,
                                      void* (*run)(void*), void* argument) {
  segment* here = own_segment();
  const int slot = here ? claim_slot(*here) : -1;
  if (slot < 0) return create()(thread, attributes, run, argument);
  const auto at = static_cast<std::size_t>(slot);
  describe(*here, at, __builtin_return_address(0));
  beginnings[at].run.store(run, relaxed);
  beginnings[at].argument.store(argument, relaxed);
  const int error = create()(thread, attributes, begin, &beginnings[at]);
  if (error != 0) {
    give_back(*here, slot);
  } else {
    // The creator may name it before it runs. If it has ended already, whoever has the slot by now corrects
    // this.
    std::uint64_t unset = 0;
    here->tasks[at].handle.compare_exchange_strong(unset, *thread, relaxed);
  }
  return error;
}

MILLRACE_STANDS_IN int pthread_setname_np(pthread_t thread, const char* name) {
  segment* here = own_segment();
  const int slot = !here ? -1 : pthread_equal(thread, pthread_self()) ? this_task() : slot_of(*here, thread);
  if (slot >= 0) store_text(here->task_names[static_cast<std::size_t>(slot)], {name, std::strlen(name)});
  return set_name()(thread, name);
}

}  // extern "C"
