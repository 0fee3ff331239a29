#include "diagnoses/watchdog.h"

#include <algorithm>
#include <utility>

namespace millrace::viewer {

watchdog::watchdog(std::vector<std::unique_ptr<diagnosis>> (*made_by)())
    : made_by_(made_by), diagnoses_(made_by_()) {}

void watchdog::look(const track& seen) {
  const double now = seen.past().end();
  const auto process = seen.now().state().process;
  const bool another = process != process_;
  if (!another && seen.alive() && next_ == 0 && now < looked_ + look_every) return;
  if (another || now > looked_ + blind) begin_anew(seen);
  if (next_ == 0) looked_ = now;
  if (!go_on(seen)) return;
  end_those_not_found(now);
  forget_before(seen.past().begin());
}

/// True when all have had their look. A process's last state is looked at by all at once: nothing comes after
/// it.
bool watchdog::go_on(const track& seen) {
  using clock = std::chrono::steady_clock;
  const auto pause = clock::now() + most_time;
  const double now = seen.past().end();
  while (next_ < diagnoses_.size()) {
    for (auto& found : diagnoses_[next_]->check(seen)) note(std::move(found), now);
    ++next_;
    if (next_ < diagnoses_.size() && seen.alive() && clock::now() > pause) return false;
  }
  next_ = 0;
  return true;
}

void watchdog::begin_anew(const track& seen) {
  process_ = seen.now().state().process;
  diagnoses_ = made_by_();
  next_ = 0;
  for (auto& each : log_) each.over = true;
}

void watchdog::note(warning found, double now) {
  const auto same = std::ranges::find_if(log_, [&](const episode& each) {
    return !each.over && each.what.kind == found.kind && each.what.subject == found.subject;
  });
  if (same != log_.end()) {
    same->seen = now;
    same->what = std::move(found);
    return;
  }
  log_.push_back({std::move(found), now, now, false});
}

void watchdog::end_those_not_found(double now) {
  for (auto& each : log_) each.over = each.over || now > each.seen + linger;
}

void watchdog::forget_before(double begin) {
  std::erase_if(log_, [&](const auto& each) { return each.over && each.seen < begin; });
  while (log_.size() > most_episodes) log_.pop_front();
}

std::vector<warning> watchdog::at(double when) const {
  const bool now = when >= looked_;
  std::vector<warning> found;
  for (const auto& each : log_) {
    if (now ? !each.over : each.began <= when && (!each.over || when <= each.seen))
      found.push_back(each.what);
  }
  return found;
}

}  // namespace millrace::viewer
