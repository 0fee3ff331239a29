#include "search/replay.h"

#include "memory/bytes.h"
#include "memory/system.h"
#include "model/task.h"

namespace millrace::explorer {

void replay::prepare() {
  table_ = static_cast<place*>(reserve_pages(places * sizeof(place)));
}

replay::place& replay::place_of(std::uint64_t task, std::uint32_t step, bool is_value) {
  std::size_t at = ((task ^ step) * 0x9e3779b97f4a7c15U >> 20) & mask_;
  while (table_[at].index != 0 &&
         (table_[at].task != task || table_[at].step != step || table_[at].is_value != is_value))
    at = (at + 1) & mask_;
  return table_[at];
}

void replay::follow(const schedule& what, std::size_t skip_from, std::size_t skip_to) {
  followed_ = &what;
  std::size_t size = 64;
  while (size < what.decisions.size() * 2 && size < places) size *= 2;
  mask_ = size - 1;
  fill_bytes(table_, 0, size * sizeof(place));
  for (std::size_t i = 0; i < what.decisions.size() && i < places / 2; ++i) {
    if (i >= skip_from && i < skip_to) continue;
    const decision& each = what.decisions[i];
    place& at = place_of(each.task, each.step, each.is_value);
    // A task may be asked twice at one step, when a choice falls to somebody who cannot go on: the first
    // counts.
    if (at.index == 0) at = {each.task, each.step, static_cast<std::uint32_t>(i + 1), each.is_value};
  }
}

const decision* replay::find(std::uint64_t task, std::uint32_t step, bool is_value) {
  const place& at = place_of(task, step, is_value);
  return at.index == 0 ? nullptr : &followed_->decisions[at.index - 1];
}

bool replay::begin(std::uint64_t) {
  return true;
}

unsigned replay::choose(const choice_point& at) {
  const task& asking = tasks[at.asking];
  const decision* made = find(asking.key, asking.step, false);
  if (made == nullptr) return at.preferred;
  unsigned chosen = at.preferred;
  at.eligible.for_each([&](unsigned slot) {
    if (tasks[slot].key == made->chosen) chosen = slot;
  });
  return chosen;
}

unsigned replay::choose_value(operation, unsigned options) {
  const decision* made = find(current->key, current->step, true);
  return made != nullptr && made->chosen < options ? static_cast<unsigned>(made->chosen) : 0;
}

}  // namespace millrace::explorer
