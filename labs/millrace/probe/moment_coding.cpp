#include <cmath>
#include <concepts>
#include <type_traits>
#include <utility>

#include <millrace/probe/field_coding.h>
#include <millrace/probe/moment_coding.h>
#include <millrace/probe/segment.h>

namespace millrace::probe {
namespace {

constexpr double tremble = 20e-6;  // seconds

void fields_of(auto& with, auto& each) requires std::same_as<std::remove_cvref_t<decltype(each)>, held_view> {
  with.number(each.lock);
  with.number(each.code);
  with.text(each.taken_at);
}

template <class Item>
void each_of(field_writer& with, const std::vector<Item>& items, std::size_t) {
  with.number(items.size());
  for (const auto& each : items) fields_of(with, each);
}

template <class Item>
void each_of(field_reader& with, std::vector<Item>& items, std::size_t most) {
  const auto count = with.number<std::uint64_t>();
  if (count > most) throw damaged("a list is too long");
  items.resize(static_cast<std::size_t>(count));
  for (auto& each : items) fields_of(with, each);
}

void fields_of(auto& with, auto& each) requires std::same_as<std::remove_cvref_t<decltype(each)>, task_view> {
  with.number(each.generation);
  with.number(each.thread_id);
  with.text(each.name);
  with.number(each.of_toolkit);
  with.number(each.blocked);
  with.number(each.reason);
  with.number(each.resource);
  with.number(each.holder);
  with.number(each.lock);
  with.number(each.handle);
  with.path(each.spawn_path);
  with.path(each.wait_path);
  each_of(with, each.holds, most_held);
  with.text(each.spawned_at);
  with.text(each.waits_at);
  with.text(each.route);
  with.number(each.status);
  with.number(each.stage);
  with.time(each.since);
}

void fields_of(auto& with,
               auto& each) requires std::same_as<std::remove_cvref_t<decltype(each)>, resource_view> {
  with.number(each.generation);
  with.number(each.kind);
  with.text(each.name);
  with.text(each.made_at);
  with.number(each.holds);
  with.number(each.most);
  with.number(each.capacity);
  with.number(each.accepted);
  with.number(each.refused);
  with.number(each.failed);
  with.real(each.per_second);
}

void fields_of(auto& with, auto& each) requires std::same_as<std::remove_cvref_t<decltype(each)>, knob_view> {
  with.text(each.name);
  with.number(each.value);
}

void fields_of(auto& with, auto& each) requires std::same_as<std::remove_cvref_t<decltype(each)>, text_view> {
  with.text(each.text);
}

void fields_of(auto& with,
               auto& each) requires std::same_as<std::remove_cvref_t<decltype(each)>, lock_pair_view> {
  with.number(each.held);
  with.number(each.taken);
  with.number(each.held_code);
  with.path(each.taken_path);
  with.number(each.count);
  with.number(each.thread_id);
  with.text(each.held_at);
  with.text(each.taken_at);
}

void fields_of(auto& with,
               auto& each) requires std::same_as<std::remove_cvref_t<decltype(each)>, wait_place_view> {
  with.number(each.reason);
  with.number(each.lock);
  with.path(each.path);
  with.number(each.waits);
  with.time(each.total);
  with.time(each.longest);
}

bool alike(const auto& one, const auto& other) {
  return one == other;
}
bool alike(const task_view& one, const task_view& other) {
  if (std::abs(one.since - other.since) > tremble) return false;
  task_view same = one;
  same.since = other.since;
  return same == other;
}

// Times of waits that are over tremble as well, and change only with their number.
bool alike(const wait_place_view& one, const wait_place_view& other) {
  return one.reason == other.reason && one.lock == other.lock && one.path == other.path &&
         one.waits == other.waits;
}

/// Each item costs its step from the number before it and whether it has changed; only then its fields. What
/// is not listed is gone.
template <class Item, class Number>
void write_list(field_writer& out, std::vector<Item>& before, const std::vector<Item>& now,
                Number Item::*number) {
  std::vector<Item> kept;
  kept.reserve(now.size());
  out.number(now.size());
  std::uint64_t previous = 0;
  auto known = before.begin();
  for (const Item& each : now) {
    while (known != before.end() && (*known).*number < each.*number) ++known;
    const bool same = known != before.end() && (*known).*number == each.*number && alike(*known, each);
    out.number((std::uint64_t{each.*number} - previous) << 1 | (same ? 0U : 1U));
    previous = each.*number;
    if (!same) fields_of(out, each);
    kept.push_back(same ? std::move(*known) : each);
  }
  before = std::move(kept);
}

template <class Item, class Number>
void read_list(field_reader& in, std::vector<Item>& items, Number Item::*number, std::uint64_t bound) {
  const auto count = in.number<std::uint64_t>();
  std::vector<Item> now;
  std::uint64_t previous = 0;
  auto known = items.begin();
  for (std::uint64_t i = 0; i < count; ++i) {
    const auto code = in.number<std::uint64_t>();
    const auto at = previous + (code >> 1);
    if (at >= bound || (i > 0 && at == previous)) throw damaged("an index is out of order");
    previous = at;
    while (known != items.end() && (*known).*number < at) ++known;
    const bool changed = (code & 1) != 0;
    if (!changed && (known == items.end() || (*known).*number != at)) throw damaged("an index is not known");
    now.push_back(changed ? Item{} : std::move(*known));
    now.back().*number = static_cast<Number>(at);
    if (changed) fields_of(in, now.back());
  }
  items = std::move(now);
}

/// Items that only their places tell apart cost one byte while they are as before.
template <class Item>
void write_places(field_writer& out, std::vector<Item>& before, const std::vector<Item>& now) {
  out.number(now.size());
  before.resize(now.size());
  for (std::size_t i = 0; i < now.size(); ++i) {
    const bool same = alike(before[i], now[i]);
    out.number(!same);
    if (same) continue;
    fields_of(out, now[i]);
    before[i] = now[i];
  }
}

template <class Item>
void read_places(field_reader& in, std::vector<Item>& items, std::size_t most) {
  const auto count = in.number<std::uint64_t>();
  if (count > most) throw damaged("a list is too long");
  items.resize(static_cast<std::size_t>(count));
  for (auto& each : items) {
    if (in.number<bool>()) fields_of(in, each);
  }
}

void head_of(auto& with, auto& state) {
  with.time(state.at);
  with.time(state.started);
  with.number(state.memory_bytes);
  with.text(state.program);
  with.number(state.process);
  with.number(state.lost);
}

/// An event begins with a byte that says what follows; what does not follow is 0, or as in the event before.
constexpr unsigned has_detail = 16;
constexpr unsigned has_subject = 32;
constexpr unsigned has_value = 64;
constexpr unsigned other_task = 128;
constexpr unsigned kind_bits = 15;  // 0: the kind is none that we know, and follows

void write_events(field_writer& out, const moment& one) {
  out.number(one.events.size());
  auto time = as_nanoseconds(one.at);
  std::uint32_t task = 0;
  for (const auto& each : one.events) {
    const auto kind = static_cast<unsigned>(each.kind);
    const bool known = kind <= kind_bits;
    out.bytes += static_cast<char>(
        (known ? kind : 0U) | (each.detail != 0 ? has_detail : 0U) | (each.subject != 0 ? has_subject : 0U) |
        (each.value != 0 ? has_value : 0U) | (each.task != task ? other_task : 0U));
    if (!known || kind == 0) out.number(kind);
    const auto at = as_nanoseconds(each.at);
    out.number(at - time);
    if (each.task != task) out.number(each.task);
    if (each.detail != 0) out.number(each.detail);
    if (each.subject != 0) out.number(each.subject);
    if (each.value != 0) out.number(each.value);
    time = at;
    task = each.task;
  }
}

event_view read_event(field_reader& in, std::uint64_t& time, std::uint32_t& task) {
  const unsigned head = in.from.byte();
  event_view event;
  auto kind = static_cast<std::uint8_t>(head & kind_bits);
  if (kind == 0) in.number(kind);
  event.kind = static_cast<event_kind>(kind);
  time += static_cast<std::uint64_t>(in.number<std::int64_t>());
  event.at = in.checked(static_cast<std::int64_t>(time));
  if ((head & other_task) != 0) in.number(task);
  if (task >= most_tasks) throw damaged("a task is out of range");
  event.task = task;
  if ((head & has_detail) != 0) in.number(event.detail);
  if ((head & has_subject) != 0) in.number(event.subject);
  if ((head & has_value) != 0) in.number(event.value);
  return event;
}

}  // namespace

std::string moment_encoder::encode(const moment& one) {
  field_writer out(strings_, paths_);
  out.number(one.alive);
  out.number(one.state.has_value());
  out.time(one.at);
  out.number(one.missed);
  write_events(out, one);
  if (one.state) {
    head_of(out, *one.state);
    write_list(out, last_.tasks, one.state->tasks, &task_view::slot);
    write_list(out, last_.resources, one.state->resources, &resource_view::id);
    write_list(out, last_.knobs, one.state->knobs, &knob_view::index);
    write_list(out, last_.texts, one.state->texts, &text_view::index);
    write_places(out, last_.lock_pairs, one.state->lock_pairs);
    write_places(out, last_.wait_places, one.state->wait_places);
  }
  return std::move(out.bytes);
}

moment moment_decoder::decode(std::string_view bytes) {
  field_reader in(bytes, strings_, paths_);
  moment one;
  in.number(one.alive);
  const bool looked = in.number<bool>();
  in.time(one.at);
  in.number(one.missed);
  auto time = static_cast<std::uint64_t>(as_nanoseconds(one.at));
  std::uint32_t task = 0;
  for (auto count = in.number<std::uint64_t>(); count > 0; --count)
    one.events.push_back(read_event(in, time, task));
  if (looked) {
    head_of(in, last_);
    read_list(in, last_.tasks, &task_view::slot, most_tasks);
    read_list(in, last_.resources, &resource_view::id, most_resources);
    read_list(in, last_.knobs, &knob_view::index, most_knobs);
    read_list(in, last_.texts, &text_view::index, most_files);
    read_places(in, last_.lock_pairs, most_lock_pairs);
    read_places(in, last_.wait_places, most_wait_places);
    one.state = last_;
  }
  if (!in.from.at_end()) throw damaged("it has more bytes than it should");
  return one;
}

}  // namespace millrace::probe
