#include "model/thread_data.h"

#include <cerrno>

#include "memory/bytes.h"
#include "memory/system.h"
#include "model/atomics.h"
#include "model/task.h"

namespace millrace::explorer {
namespace {

constexpr std::uint32_t most_keys = 1024;  // PTHREAD_KEYS_MAX
constexpr int most_rounds = 4;             // PTHREAD_DESTRUCTOR_ITERATIONS

struct key_state {
  bool used;
  void (*destructor)(void*);
};

struct data_of_task {
  bool any;
  void* values[most_keys];
};

struct thread_data_state {
  key_state keys[most_keys];
  key_state from_before_main[most_keys];
  bool changed;
  std::uint32_t ever;  // keys that there have been, in any run: the others need no look
  data_of_task* data;  // by slot; one more for whoever runs outside of runs
};
[[gnu::section("millrace_state")]] thread_data_state state{};

data_of_task& mine() {
  return state.data[in_run() ? current->slot : most_tasks];
}

bool is_key(std::uint32_t key) {
  return key < most_keys && state.keys[key].used;
}

}  // namespace

void prepare_thread_data() {
  state.data = static_cast<data_of_task*>(reserve_pages((most_tasks + 1) * sizeof(data_of_task)));
}

void keep_keys() {
  state.changed = false;
  copy_bytes(state.from_before_main, state.keys, sizeof state.keys);
}
void forget_keys() {
  if (state.changed) copy_bytes(state.keys, state.from_before_main, state.ever * sizeof(key_state));
}

int create_key(std::uint32_t& key, void (*destructor)(void*), bool lasting) {
  for (std::uint32_t i = 0; i < most_keys; ++i) {
    if (state.keys[i].used || state.from_before_main[i].used) continue;
    state.changed = true;
    state.keys[i] = {true, destructor};
    if (i >= state.ever) state.ever = i + 1;
    if (lasting) state.from_before_main[i] = state.keys[i];
    for (unsigned slot = 0; slot <= most_tasks; ++slot) state.data[slot].values[i] = nullptr;
    key = i;
    return 0;
  }
  return EAGAIN;
}

int delete_key(std::uint32_t key) {
  if (!is_key(key)) return EINVAL;
  state.changed = true;
  state.keys[key].used = false;
  return 0;
}

int set_thread_data(std::uint32_t key, const void* value) {
  if (!is_key(key)) return EINVAL;
  mine().any = true;
  mine().values[key] = const_cast<void*>(value);
  return 0;
}

void* get_thread_data(std::uint32_t key) {
  return is_key(key) ? mine().values[key] : nullptr;
}

void forget_thread_data(unsigned slot) {
  data_of_task& data = state.data[slot];
  if (!data.any) return;
  data.any = false;
  fill_bytes(data.values, 0, state.ever * sizeof(void*));
}

void run_thread_data_destructors() {
  data_of_task& data = mine();
  for (int round = 0; round < most_rounds && data.any; ++round) {
    data.any = false;
    for (std::uint32_t i = 0; i < state.ever; ++i) {
      void* const value = data.values[i];
      if (value == nullptr || !is_key(i) || state.keys[i].destructor == nullptr) continue;
      data.values[i] = nullptr;
      data.any = true;
      if (state.from_before_main[i].used) release_to_library();
      state.keys[i].destructor(value);
    }
  }
}

}  // namespace millrace::explorer
