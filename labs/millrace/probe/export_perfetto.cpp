#include <cmath>
#include <string_view>

#include <millrace/probe/byte_stream.h>
#include <millrace/probe/export_perfetto.h>

namespace millrace::probe {
namespace {

// Field numbers from github.com/google/perfetto, protos/perfetto/trace/: a name here is the field's there.
namespace trace {  // trace.proto
constexpr unsigned packet = 1;
}
namespace trace_packet {  // trace_packet.proto
constexpr unsigned timestamp = 8;
constexpr unsigned trusted_packet_sequence_id = 10;
constexpr unsigned track_event = 11;
constexpr unsigned sequence_flags = 13;
constexpr unsigned track_descriptor = 60;
}  // namespace trace_packet
namespace track_descriptor {  // track_event/track_descriptor.proto
constexpr unsigned uuid = 1;
constexpr unsigned name = 2;
constexpr unsigned process = 3;
constexpr unsigned thread = 4;
constexpr unsigned parent_uuid = 5;
constexpr unsigned counter = 8;
}  // namespace track_descriptor
namespace process_descriptor {  // track_event/process_descriptor.proto
constexpr unsigned pid = 1;
constexpr unsigned process_name = 6;
}  // namespace process_descriptor
namespace thread_descriptor {  // track_event/thread_descriptor.proto
constexpr unsigned pid = 1;
constexpr unsigned tid = 2;
constexpr unsigned thread_name = 5;
}  // namespace thread_descriptor
namespace track_event {  // track_event/track_event.proto
constexpr unsigned debug_annotations = 4;
constexpr unsigned type = 9;
constexpr unsigned track_uuid = 11;
constexpr unsigned categories = 22;
constexpr unsigned name = 23;
constexpr unsigned counter_value = 30;
}  // namespace track_event
namespace debug_annotation {  // track_event/debug_annotation.proto
constexpr unsigned int_value = 4;
constexpr unsigned string_value = 6;
constexpr unsigned name = 10;
}  // namespace debug_annotation

/// TrackEvent.Type
std::uint64_t type_of(mark_kind kind) noexcept {
  switch (kind) {
    case mark_kind::begin:
      return 1;
    case mark_kind::end:
      return 2;
    case mark_kind::instant:
      return 3;
    case mark_kind::counter:
      return 4;
  }
  return 0;
}

/// A protocol buffer: each field is its number and wire type, then its value.
struct message {
  std::string bytes;

  message& number(unsigned field, std::uint64_t value) {
    append_varint(bytes, field << 3);
    append_varint(bytes, value);
    return *this;
  }
  message& text(unsigned field, std::string_view value) {
    append_varint(bytes, field << 3 | 2U);
    append_varint(bytes, value.size());
    bytes += value;
    return *this;
  }
  message& part(unsigned field, const message& value) { return text(field, value.bytes); }
};

/// Unlike the numbers of our tracks, which begin with 1; a uuid of 0 would be nobody's.
constexpr std::uint64_t process_track = std::uint64_t{1} << 32;

std::uint64_t uuid_of(std::uint64_t track) noexcept {
  return track == 0 ? process_track : track;
}

// Protocol buffers write a negative number as the unsigned one with the same bits.
std::uint64_t bits(std::int64_t value) noexcept {
  return static_cast<std::uint64_t>(value);
}

message annotated(const annotation& each) {
  message made;
  made.text(debug_annotation::name, each.name);
  if (const auto* number = std::get_if<std::int64_t>(&each.value))
    return made.number(debug_annotation::int_value, bits(*number));
  return made.text(debug_annotation::string_value, std::get<std::string>(each.value));
}

}  // namespace

void perfetto_writer::packet(const std::string& fields) {
  message packet{fields};
  constexpr std::uint64_t the_only_sequence = 1;
  packet.number(trace_packet::trusted_packet_sequence_id, the_only_sequence);
  to_ << message().part(trace::packet, packet).bytes;
}

void perfetto_writer::process(std::int32_t id, const std::string& name) {
  process_ = id;
  message process;
  process.number(process_descriptor::pid, bits(id)).text(process_descriptor::process_name, name);
  message track;
  track.number(track_descriptor::uuid, process_track).part(track_descriptor::process, process);
  // Perfetto takes events only from a sequence that has said that it begins.
  constexpr std::uint64_t incremental_state_cleared = 1;
  packet(message()
             .part(trace_packet::track_descriptor, track)
             .number(trace_packet::sequence_flags, incremental_state_cleared)
             .bytes);
}

void perfetto_writer::task(std::uint64_t track, std::int32_t thread_id, const std::string& name) {
  message thread;
  thread.number(thread_descriptor::pid, bits(process_))
      .number(thread_descriptor::tid, bits(thread_id))
      .text(thread_descriptor::thread_name, name);
  message described;
  described.number(track_descriptor::uuid, uuid_of(track)).part(track_descriptor::thread, thread);
  packet(message().part(trace_packet::track_descriptor, described).bytes);
}

void perfetto_writer::counter(std::uint64_t track, const std::string& name) {
  message described;
  described.number(track_descriptor::uuid, uuid_of(track))
      .text(track_descriptor::name, name)
      .number(track_descriptor::parent_uuid, process_track)
      .part(track_descriptor::counter, {});
  packet(message().part(trace_packet::track_descriptor, described).bytes);
}

void perfetto_writer::draw(const mark& one) {
  message event;
  event.number(track_event::type, type_of(one.kind)).number(track_event::track_uuid, uuid_of(one.track));
  if (!one.category.empty()) event.text(track_event::categories, one.category);
  if (one.kind == mark_kind::counter) {
    event.number(track_event::counter_value, bits(one.value));
  } else if (!one.name.empty()) {
    event.text(track_event::name, one.name);
  }
  for (const auto& each : one.more) event.part(track_event::debug_annotations, annotated(each));
  message timed;
  timed.number(trace_packet::timestamp, bits(std::llround(one.at * 1e9)))
      .part(trace_packet::track_event, event);
  packet(timed.bytes);
}

void perfetto_writer::finish() {
  to_ << std::flush;
}

}  // namespace millrace::probe
