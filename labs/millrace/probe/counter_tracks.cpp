#include <algorithm>
#include <utility>

#include <millrace/probe/counter_tracks.h>

namespace millrace::probe {

void counter_tracks::make(counter& one, std::string name) {
  one = {next_track_++, 0, std::move(name)};
  to_.counter(one.track, one.name);
}

void counter_tracks::count(const counter& one, double at, const char* category, std::int64_t value) {
  to_.draw({.kind = mark_kind::counter,
            .track = one.track,
            .at = std::max(0.0, at),
            .category = category,
            .name = one.name,
            .value = value});
}

void counter_tracks::open(std::uint32_t id, std::uint8_t kind, const resource_view* view) {
  const bool named = view && !view->name.empty();
  const std::string name = named ? view->name : describe_resource(kind);
  counter& made = resources_[id];
  make(made, name + " #" + std::to_string(next_track_));
  if (view) made.generation = view->generation;
}

const counter_tracks::counter& counter_tracks::resource(std::uint32_t id) {
  constexpr std::uint8_t of_no_kind = 255;
  if (resources_[id].track == 0) open(id, of_no_kind, nullptr);
  return resources_[id];
}

void counter_tracks::holds(const event_view& event) {
  count(resource(event.subject), event.at, name_of(event.kind), event.value);
}

void counter_tracks::turned(const event_view& event) {
  counter& knob = knobs_[event.subject];
  const auto known = knob_names_.find(event.subject);
  if (knob.track == 0) {
    make(knob, "knob " + (known != knob_names_.end() ? known->second : std::to_string(event.subject)));
  }
  count(knob, event.at, name_of(event.kind), event.value);
}

void counter_tracks::compare(const snapshot& state) {
  if (memory_.track == 0) make(memory_, "resident memory");
  count(memory_, state.at, inferred, state.memory_bytes);
  for (const auto& each : state.knobs) knob_names_[static_cast<std::uint32_t>(each.index)] = each.name;
  for (const auto& each : state.resources) {
    counter& here = resources_[each.id];
    if (here.track != 0 && here.generation == 0) here.generation = each.generation;
    if (here.track != 0 && here.generation == each.generation) continue;
    open(each.id, each.kind, &each);
    count(here, state.at, inferred, each.holds);
  }
}

}  // namespace millrace::probe
