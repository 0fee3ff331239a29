#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include <millrace/probe/recording.h>

namespace millrace::probe {

/// What a trace viewer shows beside a mark.
struct annotation {
  std::string name;
  std::variant<std::int64_t, std::string> value;
};

enum class mark_kind { begin, end, instant, counter };

/// One thing to draw. Ends close what was begun last on their track.
struct mark {
  mark_kind kind = mark_kind::instant;
  std::uint64_t track = 0;
  double at = 0;              ///< seconds since the process started to publish; never less than 0
  std::string category = {};  ///< the kind of the event that it stands for, or `inferred`, or `missed_events`
  std::string name = {};
  std::int64_t value = 0;  ///< of a counter
  std::vector<annotation> more = {};
};

/// Category of marks for which there was no event: what a state showed, what must have ended.
inline constexpr char inferred[] = "inferred";
/// An end has no name, and this annotation instead of a category.
inline constexpr char ended_by[] = "ended by";
/// Category of marks that say that events were overwritten before they could be read.
inline constexpr char missed_events[] = "missed";

/// The name of an event's kind, which is the category of its mark: "task started"; "unknown" for others.
const char* name_of(event_kind kind) noexcept;

/// A trace format that others read. Tracks are numbered from 1 and said before marks are drawn on them; 0 is
/// the process itself.
class trace_writer {
 public:
  virtual ~trace_writer() = default;
  virtual void process(std::int32_t id, const std::string& name) = 0;
  /// `thread_id` is unlike that of any other track. Said again when the name becomes known later.
  virtual void task(std::uint64_t track, std::int32_t thread_id, const std::string& name) = 0;
  virtual void counter(std::uint64_t track, const std::string& name) = 0;
  virtual void draw(const mark& one) = 0;
  virtual void finish() = 0;
};

/// Tells a recording to its end, to a trace format. Each event becomes one mark, which names its kind, so
/// that their numbers can be compared.
struct told {
  std::array<std::uint64_t, 16> events{};  ///< by event_kind; [0]: of kinds that are not known
  std::uint64_t all_events = 0;
  std::uint64_t missed = 0;
  std::uint64_t tasks = 0;  ///< tracks
  double seconds = 0;       ///< from its first moment to its last
};
told tell(recording& from, trace_writer& to);

}  // namespace millrace::probe
