#include "run/story.h"

#include "memory/bytes.h"
#include "run/call_path.h"
#include "run/scheduler.h"

namespace millrace::explorer {

[[gnu::section("millrace_state")]] story story_of_run;

namespace {

std::uint64_t read_value(std::uintptr_t address, std::size_t size) {
  std::uint64_t value = 0;
  copy_bytes(&value, reinterpret_cast<const void*>(address), size < 8 ? size : 8);
  return value;
}

}  // namespace

void story::prepare() {
  events_.reserve();
  memory_ = static_cast<shared_memory*>(reserve_pages(places * sizeof(shared_memory)));
}

void story::begin(part which) {
  part_ = which;
  told = true;
  events_.clear();
  stretch_ = 0;
  write_is_open_ = false;
  end_frame_count_ = 0;
  if (which == part::scouting) release_pages(memory_, places * sizeof(shared_memory));
}

void story::end() {
  complete_write();
  told = false;
}

story::shared_memory& story::memory_at(std::uintptr_t address) {
  const std::uintptr_t granule = address >> 2;
  std::size_t at = (granule * 0x9e3779b97f4a7c15U) >> 46;
  for (std::size_t tries = 0; tries < 64 && memory_[at].granule != 0 && memory_[at].granule != granule;
       ++tries)
    at = (at + 1) % places;
  if (memory_[at].granule == 0) memory_[at].granule = granule;
  return memory_[at];
}

/// The compiler announces a write before it is done: its value is there when the next thing happens.
void story::complete_write() {
  if (!write_is_open_ || events_.empty()) return;
  write_is_open_ = false;
  story_event& last = events_.back();
  last.after = read_value(last.object, last.size);
}

void story::forget(std::size_t from, std::size_t to) {
  std::uint32_t left_out = events_[to].left_out;
  for (std::size_t i = from; i < to; ++i) left_out += events_[i].left_out + (events_[i].waits ? 0 : 1);
  for (std::size_t i = to; i < events_.size(); ++i) copy_object(events_[from + i - to], events_[i]);
  events_[from].left_out = left_out;
  events_.resize(events_.size() - (to - from));
}

/// Of what one task does alone for long its beginning and end are told; of all the end.
void story::forget_middle() {
  constexpr std::size_t told_of_stretch = 128;  // at each end
  if (events_.empty() || events_.back().task != current->number) stretch_ = events_.size();
  if (events_.size() - stretch_ > 4 * told_of_stretch)
    forget(stretch_ + told_of_stretch, events_.size() - told_of_stretch);
  if (!events_.full()) return;
  const std::size_t half = events_.size() / 2;
  forget(0, half);
  stretch_ = stretch_ > half ? stretch_ - half : 0;
}

story_event* story::add(operation what, std::uintptr_t object, std::uintptr_t site) {
  complete_write();
  if (part_ != part::telling) return nullptr;
  forget_middle();
  story_event event{};
  event.task = current->number;
  event.kind = what;
  event.object = object;
  event.time = turns.now();
  event.frame_count = unwind(site, event.frames, story_event::most_frames);
  events_.add(event);
  return &events_.back();
}

void story::tell(operation what, std::uintptr_t object, std::uintptr_t site) {
  if (what == operation::read || what == operation::write) return;  // told as the access that follows
  add(what, object, site);
}

void story::tell_wait(operation what, std::uintptr_t object, std::uintptr_t site) {
  if (story_event* event = add(what, object, site)) event->waits = true;
}

void story::tell_value(std::uint64_t before, std::uint64_t after) {
  if (part_ != part::telling || events_.empty() || events_.back().task != current->number) return;
  events_.back().has_values = true;
  events_.back().before = before;
  events_.back().after = after;
}

void story::tell_outcome(outcome which) {
  if (part_ != part::telling || events_.empty() || events_.back().task != current->number) return;
  events_.back().came_out = which;
}

void story::tell_time_is_up() {
  tell_outcome(current->early ? outcome::early : outcome::timed_out);
}

void story::tell_end(std::uintptr_t site) {
  if (in_run()) end_frame_count_ = unwind(site, end_frames_, story_event::most_frames);
}

void story::tell_access(const access& what) {
  if (!in_run()) return;
  shared_memory& memory = memory_at(what.address);
  if (part_ == part::scouting) {
    const std::uint32_t user = current->slot + 1U;
    memory.shared |= memory.user != 0 && memory.user != user;
    memory.user = user;
    memory.written |= what.write;
    return;
  }
  if (!memory.written || !memory.shared) return;
  story_event* event = add(what.write ? operation::write : operation::read, what.address, what.site);
  if (event == nullptr) return;
  event->plain = true;
  event->size = static_cast<std::uint8_t>(what.size < 255 ? what.size : 255);
  event->has_values = what.size <= 8;
  event->before = event->after = event->has_values ? read_value(what.address, what.size) : 0;
  write_is_open_ = what.write && event->has_values;
}

}  // namespace millrace::explorer
