#include <algorithm>
#include <cstring>
#include <execinfo.h>

#include <millrace/harness/candidate/task_table.h>

namespace millrace::harness {
namespace {

constinit thread_local task_slot* own_slot = nullptr;
constinit std::atomic<std::size_t> high_water{0};

}  // namespace

std::array<task_slot, most_tasks> task_table;

void task_slot::clear() noexcept {
  thread_id.store(0, relaxed);
  excluded.store(false, relaxed);
  for (auto& word : name) word.store(0, relaxed);
  spawn_file.store(nullptr, relaxed);
  waits_for.store(0, relaxed);
  stack_request.store(0, relaxed);
}

void task_slot::set_name(std::string_view text) noexcept {
  std::array<char, name_words * sizeof(std::uint64_t)> bytes{};
  const auto length = std::min(text.size(), bytes.size() - 1);
  std::transform(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(length), bytes.begin(),
                 [](char c) { return static_cast<unsigned char>(c) < ' ' ? ' ' : c; });
  for (std::size_t i = 0; i < name_words; ++i) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + i * sizeof word, sizeof word);
    name[i].store(word, relaxed);
  }
}

task_slot* claim_slot() noexcept {
  for (std::size_t i = 0; i < most_tasks; ++i) {
    if (task_table[i].used.load(relaxed) != task_slot::use::free) continue;
    auto free = task_slot::use::free;
    if (!task_table[i].used.compare_exchange_strong(free, task_slot::use::starting, relaxed)) continue;
    task_table[i].clear();
    auto seen = high_water.load(relaxed);
    while (seen < i + 1 && !high_water.compare_exchange_weak(seen, i + 1, relaxed)) {
    }
    return &task_table[i];
  }
  return nullptr;
}

std::size_t slots_ever_used() noexcept {
  return high_water.load(relaxed);
}

task_slot* this_slot() noexcept {
  return own_slot;
}

void set_this_slot(task_slot* slot) noexcept {
  own_slot = slot;
}

void store_stack(std::array<std::atomic<void*>, task_slot::most_frames>& into, int skipped) noexcept {
  std::array<void*, task_slot::most_frames> frames;
  const int depth = backtrace(frames.data(), static_cast<int>(frames.size()));
  for (int i = 0; i < task_slot::most_frames; ++i) {
    const int from = i + skipped;
    into[static_cast<std::size_t>(i)].store(from < depth ? frames[static_cast<std::size_t>(from)] : nullptr,
                                            relaxed);
  }
}

}  // namespace millrace::harness
