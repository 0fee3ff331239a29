// The publisher's part about knobs: the only words that readers write.
#include <string>

#include <millrace/probe/publisher.h>
#include <millrace/probe/thread_slot.h>

namespace millrace::probe {

int publisher::show_knob(std::string_view name, std::int64_t value) noexcept {
  segment* here = own_segment();
  if (!here) return -1;
  for (std::size_t i = 0; i < most_knobs; ++i) {
    auto& knob = here->knobs[i];
    if (knob.used.load(relaxed) != 0) continue;
    store_text(knob.name, name);
    knob.value.store(value, relaxed);
    knob.used.store(1, relaxed);
    return static_cast<int>(i);
  }
  return -1;
}

void publisher::take_wishes(const std::function<void(std::string_view name, std::int64_t value)>& set) {
  static constinit std::array<std::uint64_t, most_knobs> taken{};  // of the one thread that calls this
  segment* here = own_segment();
  if (!here) return;
  for (std::size_t i = 0; i < most_knobs; ++i) {
    auto& knob = here->knobs[i];
    const auto wishes = knob.wishes.load(relaxed);
    if (knob.used.load(relaxed) == 0 || wishes == taken[i]) continue;
    taken[i] = wishes;
    const auto value = knob.wanted.load(relaxed);
    knob.value.store(value, relaxed);
    set(loaded_text(knob.name), value);
    emit(event_kind::knob, 0, static_cast<std::uint32_t>(i), static_cast<std::uint64_t>(value));
  }
}

}  // namespace millrace::probe
