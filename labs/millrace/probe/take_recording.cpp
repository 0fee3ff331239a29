#include <algorithm>
#include <chrono>
#include <thread>

#include <millrace/probe/place_names.h>
#include <millrace/probe/take_recording.h>

namespace millrace::probe {
namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;

constexpr auto between_polls = 2ms;
constexpr auto between_looks = 250ms;
constexpr int share_of_looks = 10;

bool is_news(const event_view& event) {
  return event.kind == event_kind::task_started || event.kind == event_kind::resource_opened;
}

/// When the process was last looked at, and how long that took.
struct last_look {
  clock::time_point began;
  clock::duration took{};

  bool due(bool news) const {
    const auto passed = clock::now() - began;
    return passed >= between_looks || (news && passed >= share_of_looks * took);
  }
};

/// No state in it if none is due.
moment poll(reader& from, last_look& looked, place_names& places) {
  moment one;
  one.alive = from.alive();
  one.events = from.events(one.missed);
  if (!one.events.empty()) one.at = one.events.back().at;
  if (looked.due(std::ranges::any_of(one.events, is_news)) || !one.alive) {
    looked.began = clock::now();
    one.state = from.look();
    places.name_in(*one.state);
    looked.took = clock::now() - looked.began;
    one.at = std::max(one.at, one.state->at);
  }
  return one;
}

}  // namespace

void take_recording(reader& from, recorder& to, const std::function<bool()>& go_on) {
  last_look looked;
  place_names places(from.process());
  double at = 0;
  while (true) {
    const bool stops = !go_on();
    if (stops) looked = {};  // the last moment shows the state
    moment one = poll(from, looked, places);
    one.at = at = std::max(at, one.at);
    if (one.state || !one.events.empty() || one.missed > 0) to.append(one);
    if (stops || !one.alive) break;
    std::this_thread::sleep_for(between_polls);
  }
  to.finish();
}

}  // namespace millrace::probe
