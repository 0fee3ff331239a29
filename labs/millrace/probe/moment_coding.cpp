#include <algorithm>
#include <bit>
#include <cmath>
#include <concepts>
#include <limits>
#include <type_traits>
#include <utility>

#include <millrace/probe/byte_stream.h>
#include <millrace/probe/moment_coding.h>
#include <millrace/probe/segment.h>

namespace millrace::probe {
namespace {

constexpr std::size_t longest_string = 192;  // a path of 128 bytes, and its line
constexpr std::size_t most_strings = 65536;  // then the table begins anew, on both sides
constexpr double tremble = 20e-6;
constexpr double furthest = 4e9;  // 127 years: nanoseconds, and the difference of any two times, fit 64 bits

std::int64_t nanoseconds(double seconds) {
  return std::isfinite(seconds) ? std::llround(std::clamp(seconds, -furthest, furthest) * 1e9) : 0;
}

double seconds(std::int64_t nanoseconds) {
  return static_cast<double>(nanoseconds) / 1e9;
}

/// Writer and reader offer the same calls, so that what a task or a resource consists of is said once, below.
class field_writer {
 public:
  explicit field_writer(std::unordered_map<std::string, std::uint64_t>& strings) : strings_(strings) {}

  void number(std::integral auto value) {
    if constexpr (std::is_signed_v<decltype(value)>) {
      append_varint(bytes, zigzag(value));
    } else {
      append_varint(bytes, value);
    }
  }
  void time(double value) { number(nanoseconds(value)); }
  void real(double value) { number(std::bit_cast<std::uint64_t>(value)); }
  void text(const std::string& value) {
    const auto known = strings_.find(value);
    if (known != strings_.end()) return number(known->second);
    number(0U);
    const auto length = std::min(value.size(), longest_string);
    number(length);
    bytes.append(value, 0, length);
    if (strings_.size() == most_strings) strings_.clear();
    strings_.emplace(value, strings_.size() + 1);
  }

  void path(const code_list& codes) {
    for (const auto code : codes) number(code);
  }
  void count(std::size_t items, std::size_t) { number(items); }

  std::string bytes;

 private:
  std::unordered_map<std::string, std::uint64_t>& strings_;
};

class field_reader {
 public:
  field_reader(std::string_view bytes, std::vector<std::string>& strings) : from(bytes), strings_(strings) {}

  template <std::integral Number>
  void number(Number& value) {
    const std::uint64_t code = from.varint();
    if constexpr (std::same_as<Number, bool>) {
      value = code != 0;
    } else if constexpr (std::is_signed_v<Number>) {
      if (!std::in_range<Number>(unzigzag(code))) throw damaged("a number is out of range");
      value = static_cast<Number>(unzigzag(code));
    } else {
      if (!std::in_range<Number>(code)) throw damaged("a number is out of range");
      value = static_cast<Number>(code);
    }
  }
  template <std::integral Number>
  Number number() {
    Number value{};
    number(value);
    return value;
  }
  void time(double& value) { value = checked(number<std::int64_t>()); }
  /// Seconds, of a time that can be.
  double checked(std::int64_t time) const {
    if (std::abs(seconds(time)) > furthest) throw damaged("a time is out of range");
    return seconds(time);
  }
  void real(double& value) {
    value = std::bit_cast<double>(number<std::uint64_t>());
    if (!std::isfinite(value)) throw damaged("a number is none");
  }
  void text(std::string& value) {
    const auto known = number<std::uint64_t>();
    if (known > strings_.size()) throw damaged("a string is not known");
    value = known > 0 ? strings_[static_cast<std::size_t>(known - 1)] : new_string();
  }

  void path(code_list& codes) {
    for (auto& code : codes) number(code);
  }
  /// How many items follow.
  std::size_t count(std::size_t, std::size_t most) {
    const auto items = number<std::uint64_t>();
    if (items > most) throw damaged("a list is too long");
    return static_cast<std::size_t>(items);
  }

  byte_reader from;

 private:
  const std::string& new_string() {
    const auto length = number<std::uint64_t>();
    if (length > longest_string) throw damaged("a string is too long");
    std::string made(from.bytes(length));
    std::ranges::replace_if(
        made, [](char letter) { return letter < ' ' || letter > '~'; }, '?');
    if (strings_.size() == most_strings) strings_.clear();
    return strings_.emplace_back(std::move(made));
  }

  std::vector<std::string>& strings_;
};

void fields_of(auto& with, auto& each) requires std::same_as<std::remove_cvref_t<decltype(each)>, held_view> {
  with.number(each.lock);
  with.number(each.code);
  with.text(each.taken_at);
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
  with.real(each.total);
  with.real(each.longest);
}

/// A short list, whole.
void list_of(field_writer& out, const auto& items, std::size_t most) {
  out.count(items.size(), most);
  for (const auto& each : items) fields_of(out, each);
}
void list_of(field_reader& in, auto& items, std::size_t most) {
  items.resize(in.count(0, most));
  for (auto& each : items) fields_of(in, each);
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
  list_of(with, each.holds, most_held);
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

bool alike(const auto& one, const auto& other) {
  return one == other;
}
bool alike(const task_view& one, const task_view& other) {
  if (std::abs(one.since - other.since) > tremble) return false;
  task_view same = one;
  same.since = other.since;
  return same == other;
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

/// A list that seldom changes: nothing, or all of it.
template <class Item>
void write_if_changed(field_writer& out, std::vector<Item>& before, const std::vector<Item>& now,
                      std::size_t most) {
  const bool changed = before != now;
  out.number(changed);
  if (!changed) return;
  list_of(out, now, most);
  before = now;
}
template <class Item>
void read_if_changed(field_reader& in, std::vector<Item>& items, std::size_t most) {
  if (in.number<bool>()) list_of(in, items, most);
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
  auto time = nanoseconds(one.at);
  std::uint32_t task = 0;
  for (const auto& each : one.events) {
    const auto kind = static_cast<unsigned>(each.kind);
    const bool known = kind <= kind_bits;
    out.bytes += static_cast<char>(
        (known ? kind : 0U) | (each.detail != 0 ? has_detail : 0U) | (each.subject != 0 ? has_subject : 0U) |
        (each.value != 0 ? has_value : 0U) | (each.task != task ? other_task : 0U));
    if (!known || kind == 0) out.number(kind);
    const auto at = nanoseconds(each.at);
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
  field_writer out(strings_);
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
    write_if_changed(out, last_.lock_pairs, one.state->lock_pairs, most_lock_pairs);
    write_if_changed(out, last_.wait_places, one.state->wait_places, most_wait_places);
  }
  return std::move(out.bytes);
}

moment moment_decoder::decode(std::string_view bytes) {
  field_reader in(bytes, strings_);
  moment one;
  in.number(one.alive);
  const bool looked = in.number<bool>();
  in.time(one.at);
  in.number(one.missed);
  auto time = static_cast<std::uint64_t>(nanoseconds(one.at));
  std::uint32_t task = 0;
  for (auto count = in.number<std::uint64_t>(); count > 0; --count)
    one.events.push_back(read_event(in, time, task));
  if (looked) {
    head_of(in, last_);
    read_list(in, last_.tasks, &task_view::slot, most_tasks);
    read_list(in, last_.resources, &resource_view::id, most_resources);
    read_list(in, last_.knobs, &knob_view::index, most_knobs);
    read_list(in, last_.texts, &text_view::index, most_files);
    read_if_changed(in, last_.lock_pairs, most_lock_pairs);
    read_if_changed(in, last_.wait_places, most_wait_places);
    one.state = last_;
  }
  if (!in.from.at_end()) throw damaged("it has more bytes than it should");
  return one;
}

}  // namespace millrace::probe
