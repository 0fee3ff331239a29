#include "model/travellers.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_map>

#include <millrace/toolkit/observer.h>

namespace millrace::viewer {
namespace {

/// How long a dot takes from one place to the next.
constexpr double journey = 0.35;

struct leg {
  double began;
  point from;
  point to;
  traveller::fate fate;
  std::uint32_t task;
};

traveller::fate fate_of(int status) {
  if (status == 429 || status == 503) return traveller::fate::refused;
  return status >= 500 ? traveller::fate::failed : traveller::fate::accepted;
}

/// Follows each task through the events and notes the ways that are being travelled.
class journeys {
 public:
  explicit journeys(const flow_layout& layout, const world& state) : layout_(layout) {
    for (const auto& each : state.state().resources) {
      if (is(each, resource_kind::server)) server_ = each.id;
    }
  }

  std::vector<leg> legs;

  void take(const probe::event_view& event) {
    if (event.kind == probe::event_kind::request) return request(event);
    if (event.kind == probe::event_kind::resource_passed) passed(event);
  }

 private:
  /// Where a dot enters a resource, and where it leaves it.
  std::optional<point> door_of(std::uint32_t resource, bool in) const {
    const box* found = layout_.of(resource);
    if (!found) return std::nullopt;
    return point{in ? found->from.x : found->to.x, found->middle().y};
  }

  void request(const probe::event_view& event) {
    const auto stage = static_cast<request_stage>(event.detail);
    const auto in = door_of(server_, true);
    const auto out_of = door_of(server_, false);
    if (!in) return;
    const point clients{layout_.clients.to.x, layout_.clients.middle().y};
    if (stage == request_stage::handling) {
      add(event, clients, *in, traveller::fate::travels);
      last_[event.task] = server_;
    } else if (stage == request_stage::writing) {
      const auto fate = fate_of(static_cast<int>(event.value));
      const float drop = fate == traveller::fate::accepted  ? 0.3F
                         : fate == traveller::fate::refused ? 0.62F
                                                            : 0.85F;
      const point out{layout_.replies.from.x, layout_.replies.from.y + drop * layout_.replies.height()};
      add(event, *out_of, out, fate);
      last_.erase(event.task);
    }
  }

  // What is refused falls out of the picture; it does not enter the resource.
  void passed(const probe::event_view& event) {
    if (event.subject == server_) return;
    const auto to = door_of(event.subject, true);
    if (!to) return;
    const auto known = last_.find(event.task);
    const auto from = door_of(known == last_.end() ? server_ : known->second, false);
    const auto how = static_cast<passage>(event.detail);
    if (how == passage::accepted && from) {
      add(event, *from, *to, traveller::fate::travels);
      last_[event.task] = event.subject;
    } else if (how != passage::accepted) {
      const box& at = *layout_.of(event.subject);
      add(event, *to, {to->x - 0.1F * at.width(), at.to.y + 0.25F * at.height()},
          how == passage::refused ? traveller::fate::refused : traveller::fate::failed);
    }
  }

  void add(const probe::event_view& event, point from, point to, traveller::fate fate) {
    legs.push_back({event.at, from, to, fate, event.task});
  }

  const flow_layout& layout_;
  std::uint32_t server_ = 0;
  std::unordered_map<std::uint32_t, std::uint32_t> last_;  ///< task -> where it was last
};

/// Tasks travel side by side, not on top of each other.
float lane(std::uint32_t task) {
  return static_cast<float>(static_cast<int>(task * 2654435761U >> 24U) - 128) / 128.F;
}

}  // namespace

std::vector<traveller> travellers_at(const track& seen, double when, const flow_layout& layout,
                                     std::size_t most) {
  const std::size_t events = seen.past().count(when - journey, when);
  // With more events than dots, each dot stands for several.
  const std::size_t every = std::max<std::size_t>(1, events / (most * 4));
  journeys under_way(layout, seen.at(when));
  seen.past().visit_some(when - journey, when, every, [&](const auto& event) { under_way.take(event); });
  std::vector<traveller> shown;
  for (const auto& each : under_way.legs) {
    if (shown.size() == most) break;
    const auto part = static_cast<float>(std::clamp((when - each.began) / journey, 0.0, 1.0));
    const float eased = part * part * (3 - 2 * part);
    const float spread = 7 * lane(each.task) * std::sin(3.14159F * eased);
    const float dx = each.to.x - each.from.x;
    const float dy = each.to.y - each.from.y;
    const bool sideways = std::abs(dx) > std::abs(dy);
    shown.push_back({{each.from.x + dx * eased + (sideways ? 0 : spread),
                      each.from.y + dy * eased + (sideways ? spread : 0)},
                     each.fate});
  }
  return shown;
}

}  // namespace millrace::viewer
