#pragma once

#include <cstdint>
#include <map>
#include <string>

#include <millrace/probe/timeline.h>

namespace millrace::probe {

/// The tracks of numbers: what each resource holds, what each knob is, the memory. Not thread-safe.
class counter_tracks {
 public:
  /// `next_track` is shared with others who number tracks.
  counter_tracks(trace_writer& to, std::uint64_t& next_track) : to_(to), next_track_(next_track) {}

  /// A resource comes into being; `view` says more of it, if that is known.
  void open(std::uint32_t id, std::uint8_t kind, const resource_view* view);
  void holds(const event_view& event);
  void turned(const event_view& event);
  /// Finds resources that were there before, and knows what knobs are called.
  void compare(const snapshot& state);

  /// What a resource is called: unlike any other, for some formats know counters by their names only.
  const std::string& name_of_resource(std::uint32_t id) { return resource(id).name; }

 private:
  struct counter {
    std::uint64_t track = 0;  ///< 0: there is none yet
    std::uint32_t generation = 0;
    std::string name;
  };

  const counter& resource(std::uint32_t id);
  void make(counter& one, std::string name);
  void count(const counter& one, double at, const char* category, std::int64_t value);

  trace_writer& to_;
  std::uint64_t& next_track_;
  counter memory_;
  std::map<std::uint32_t, counter> resources_;
  std::map<std::uint32_t, counter> knobs_;
  std::map<std::uint32_t, std::string> knob_names_;
};

}  // namespace millrace::probe
