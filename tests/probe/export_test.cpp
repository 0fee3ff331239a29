#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <unistd.h>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <millrace/probe/byte_stream.h>
#include <millrace/probe/export_chrome.h>
#include <millrace/probe/export_perfetto.h>
#include <millrace/probe/recording.h>
#include <millrace/probe/take_recording.h>
#include <millrace/toolkit/observer.h>

#include "child.h"

namespace millrace::probe {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using counts = std::map<std::string, std::uint64_t>;

/// A recording that is gone with the test.
struct on_disk {
  on_disk() { fs::remove(file); }
  ~on_disk() { fs::remove(file); }
  const fs::path file = fs::temp_directory_path() / ("export-" + std::to_string(getpid()) + ".millrace");
};

counts events_by_kind(const fs::path& file) {
  recording from(file);
  counts all;
  while (const auto one = from.next()) {
    for (const auto& each : one->events) ++all[name_of(each.kind)];
  }
  return all;
}

template <class Writer>
std::string exported(const fs::path& file, told* how = nullptr) {
  std::ostringstream text;
  Writer to(text);
  recording from(file);
  const auto was = tell(from, to);
  if (how) *how = was;
  return text.str();
}

/// Of all that was drawn for an event: its kind.
counts chrome_kinds(const json& trace) {
  counts all;
  for (const auto& each : trace.at("traceEvents")) {
    if (each.at("ph") == "M") continue;
    ++all[each.at("ph") == "E" ? each.at("args").at(ended_by).get<std::string>()
                               : each.at("cat").get<std::string>()];
  }
  all.erase(inferred);
  return all;
}

/// The fields of a protocol buffer, by number: of numbers their value, of others the bytes.
std::multimap<std::uint64_t, std::pair<std::uint64_t, std::string>> fields(std::string_view bytes) {
  std::multimap<std::uint64_t, std::pair<std::uint64_t, std::string>> all;
  for (byte_reader from(bytes); !from.at_end();) {
    const auto tag = from.varint();
    const auto value = from.varint();
    const bool is_text = (tag & 7) == 2;
    EXPECT_TRUE(is_text || (tag & 7) == 0) << "no other wire types are written";
    all.emplace(tag >> 3, std::pair(value, is_text ? std::string(from.bytes(value)) : std::string()));
  }
  return all;
}

const std::string& text(const auto& in, std::uint64_t field) {
  const auto at = in.find(field);
  static const std::string none;
  return at == in.end() ? none : at->second.second;
}

counts perfetto_kinds(std::string_view trace) {
  counts all;
  for (const auto& [packet, bytes] : fields(trace)) {
    const auto inside = fields(bytes.second);
    if (!inside.contains(11)) continue;  // a track_event
    const auto event = fields(text(inside, 11));
    auto kind = text(event, 22);  // a category
    for (auto [note, end] = event.equal_range(4); note != end; ++note) {
      const auto annotated = fields(note->second.second);
      if (text(annotated, 10) == ended_by) kind = text(annotated, 6);
    }
    ++all[kind];
  }
  all.erase(inferred);
  return all;
}

const json& first_with(const json& trace, const char* key, const char* value) {
  for (const auto& each : trace.at("traceEvents")) {
    if (each.contains(key) && each.at(key) == value) return each;
  }
  throw std::runtime_error(std::string("nothing has ") + key + ' ' + value);
}

TEST(an_export, of_a_real_run_has_each_event_once_in_both_formats) {
  const on_disk made;
  {
    child program({BUSY, "20"});
    ASSERT_EQ(program.line(), "ready");
    reader watching(program.process());
    recorder to(made.file);
    take_recording(watching, to, [&] {
      watching.wish(0, 100 + static_cast<std::int64_t>(to.events() % 100));
      return to.events() < 20'000;
    });
  }
  const auto recorded = events_by_kind(made.file);
  EXPECT_GE(recorded.size(), 5U) << "blocked, resumed, holds, passed, knob";
  told how;
  const auto trace = json::parse(exported<chrome_writer>(made.file, &how));
  auto drawn = chrome_kinds(trace);
  drawn.erase(missed_events);
  EXPECT_EQ(drawn, recorded);
  auto packets = perfetto_kinds(exported<perfetto_writer>(made.file));
  packets.erase(missed_events);
  EXPECT_EQ(packets, recorded);
  std::uint64_t all = 0;
  for (const auto& [kind, count] : recorded) all += count;
  EXPECT_EQ(how.all_events, all);
  EXPECT_EQ(first_with(trace, "name", "receiver").at("ph"), "B");
}

/// Each track's slices are nested and closed, and its times never go back.
void expect_nested(const json& trace) {
  std::map<std::int64_t, int> depth;
  std::map<std::int64_t, double> latest;
  for (const auto& each : trace.at("traceEvents")) {
    const auto phase = each.at("ph").get<std::string>();
    const auto track = each.at("tid").get<std::int64_t>();
    if (phase == "M" || phase == "C" || track == 0) continue;
    EXPECT_GE(each.at("ts").get<double>(), latest[track]);
    latest[track] = each.at("ts").get<double>();
    depth[track] += phase == "B" ? 1 : phase == "E" ? -1 : 0;
    EXPECT_TRUE(depth[track] >= 0 && depth[track] <= 3);
  }
  for (const auto& [track, open] : depth) EXPECT_EQ(open, 0) << "track " << track;
}

snapshot two_tasks() {
  snapshot state;
  state.program = "hand \"made\"";
  state.process = 77;
  state.at = 1;
  state.tasks.resize(2);
  state.tasks[0].generation = state.tasks[1].generation = 1;
  state.tasks[0].name = "worker";
  state.tasks[0].thread_id = 101;
  state.tasks[1].slot = 4;
  state.tasks[1].name = "back\\slash";
  state.tasks[1].thread_id = 102;
  state.resources.resize(1);
  state.resources[0].id = 3;
  state.resources[0].generation = 1;
  state.resources[0].name = "jobs";
  state.texts = {{9, "GET /profile/{id}"}};
  return state;
}

std::vector<moment> a_story() {
  const auto handling = static_cast<std::uint8_t>(request_stage::handling);
  const auto writing = static_cast<std::uint8_t>(request_stage::writing);
  const auto mutex = static_cast<std::uint8_t>(lock_wait::mutex);
  const auto receive = static_cast<std::uint8_t>(wait_reason::channel_receive);
  moment first{.at = 1, .state = two_tasks()};
  moment second{.at = 2};
  second.events = {{1.1, 0, event_kind::request, handling, 9, 0},
                   {1.2, 0, event_kind::blocked, mutex, 102, 0xbeef},
                   {1.3, 0, event_kind::resumed, 0, 0, 0},
                   {1.4, 0, event_kind::request, writing, 9, 504},
                   {1.5, 0, event_kind::request, 0, 9, 0},
                   {1.6, 4, event_kind::blocked, receive, 3, 0},
                   {1.7, 4, event_kind::blocked, receive, 3, 0},  // what resumed it was missed
                   {1.8, 4, event_kind::task_ended, 0, 4, 0},
                   {1.9, 0, event_kind::resumed, 0, 0, 0}};  // what blocked it was missed
  second.missed = 2;
  return {first, second};
}

json told_story(const on_disk& made, const std::vector<moment>& story = a_story()) {
  recorder to(made.file);
  for (const auto& each : story) to.append(each);
  to.finish();
  return json::parse(exported<chrome_writer>(made.file));
}

/// The last name that each thread is given.
std::map<int, std::string> thread_names(const json& trace) {
  std::map<int, std::string> names;
  for (const auto& each : trace.at("traceEvents")) {
    if (each.value("name", "") == "thread_name") names[each.at("tid")] = each.at("args").at("name");
  }
  return names;
}

TEST(an_export, names_routes_locks_holders_and_resources) {
  const on_disk made;
  const auto trace = told_story(made);
  const auto& request = first_with(trace, "name", "GET /profile/{id}");
  EXPECT_EQ(request.at("ph"), "B");
  EXPECT_EQ(request.at("tid"), 101);
  EXPECT_EQ(first_with(trace, "name", "writing").at("args").at("status"), 504);
  const auto& lock = first_with(trace, "name", "a mutex");
  EXPECT_EQ(lock.at("args").at("lock"), 0xbeef);
  EXPECT_EQ(lock.at("args").at("held by thread"), 102);
  const auto& receive = first_with(trace, "name", "channel receive");
  EXPECT_EQ(receive.at("args").at("resource").get<std::string>().substr(0, 6), "jobs #");
  EXPECT_EQ(receive.at("ts"), 1.6e6) << "microseconds";
  EXPECT_EQ(first_with(trace, "cat", missed_events).at("name"), "2 events missed");
  std::set<std::string> names;
  for (const auto& each : trace.at("traceEvents")) {
    if (each.at("ph") == "M") names.insert(each.at("args").at("name"));
  }
  EXPECT_EQ(names, (std::set<std::string>{"hand \"made\"", "worker", "back\\slash"}));
}

// A recording has more moments than states: what began in one is named by the next state that it lives to see.
TEST(an_export, names_a_task_that_began_between_two_states) {
  const on_disk made;
  moment third{.at = 3, .state = two_tasks()};
  third.state->at = 3;
  auto& late = third.state->tasks.emplace_back();
  late.slot = 6;
  late.generation = 2;
  late.name = "late";
  auto story = a_story();
  story.push_back({.at = 2.5, .events = {{2.2, 6, event_kind::task_started, 0, 6, 0}}});
  story.push_back(third);
  const auto names = thread_names(told_story(made, story));
  EXPECT_TRUE(std::ranges::any_of(names, [](const auto& each) { return each.second == "late"; }));
  EXPECT_FALSE(std::ranges::any_of(names, [](const auto& each) { return each.second == "task 3"; }));
}

TEST(an_export, is_nested_and_counts_right_when_events_were_missed) {
  const on_disk made;
  const auto trace = told_story(made);
  expect_nested(trace);
  auto recorded = events_by_kind(made.file);
  ++recorded[missed_events];
  EXPECT_EQ(chrome_kinds(trace), recorded);
  EXPECT_EQ(perfetto_kinds(exported<perfetto_writer>(made.file)), recorded);
}

TEST(an_export, of_a_recording_that_was_cut_off_is_whole) {
  const on_disk made;
  told_story(made);
  fs::resize_file(made.file, fs::file_size(made.file) - 20);
  expect_nested(json::parse(exported<chrome_writer>(made.file)));
}

}  // namespace
}  // namespace millrace::probe
