#include "run/exploration.h"

#include <initializer_list>

#include "memory/bytes.h"
#include "model/task.h"
#include "races/foreign_locks.h"
#include "races/sites.h"
#include "run/run.h"
#include "run/schedule_file.h"
#include "run/shrink.h"
#include "run/starvation.h"
#include "run/watchdog.h"
#include "search/depth_first.h"
#include "search/fair_turns.h"
#include "search/partial_order_sampling.h"
#include "search/pct.h"
#include "search/random_walk.h"

namespace millrace::explorer {
namespace {

constexpr std::uint64_t after_a_race = 1'000'000'000;  // nanoseconds: so long we look for what comes of it
constexpr std::uint64_t for_shrinking = 3'000'000'000;
constexpr unsigned seen_bits = 22;
constexpr std::size_t many_sites = 16;
constexpr std::uint32_t most_steps_at_first = 250'000;  // of the normal course
constexpr std::uint32_t more_than_at_first = 4;         // times: so many steps others may have

struct searches {
  random_walk random;
  pct pct_1{1};
  pct pct_2{2};
  pct pct_3{3};
  pct pct_5{5};
  partial_order_sampling pos;
  depth_first dfs;
  fair_turns fair;
};
[[gnu::section("millrace_state")]] searches all{};

/// Random walks, priorities and partial orders find different bugs, so they take turns.
strategy& of_portfolio(std::uint64_t index) {
  strategy* const turn[] = {&all.random, &all.pct_2, &all.pos, &all.dfs,
                            &all.random, &all.pct_3, &all.pos, &all.pct_5};
  return index % 8 == 4 && writers_are_passed_over() ? all.fair : *turn[index % 8];
}

strategy& of_pct(std::uint64_t index) {
  strategy* const turn[] = {&all.pct_2, &all.pct_3};
  return *turn[index % 2];
}

}  // namespace

void exploration::prepare() {
  replay_.prepare();
  failures_ = static_cast<found_failure*>(reserve_pages(most_failures * sizeof(found_failure)));
  seen_ = static_cast<unsigned char*>(reserve_pages((std::size_t{1} << seen_bits) / 8));
  all.dfs.prepare();
  all.dfs.restart(how_.preemptions);
  began_ = real_nanoseconds();
}

strategy& exploration::search_for(std::uint64_t index) {
  if (index == 0 && how_.search != search_kind::dfs) {
    replay_.follow(nothing_);  // the normal course, once
    return replay_;
  }
  switch (how_.search) {
    case search_kind::random:
      return all.random;
    case search_kind::pct:
      return of_pct(index);
    case search_kind::pos:
      return all.pos;
    case search_kind::dfs:
      return all.dfs;
    default:
      return of_portfolio(index);
  }
}

bool exploration::budget_is_spent() const {
  if (how_.schedules != 0 && covered_.schedules >= how_.schedules) return true;
  // To ask for the time costs as much as a short run.
  if (covered_.schedules % 16 != 0 && !has_ticked()) return false;
  const std::uint64_t now = real_nanoseconds();
  if (how_.budget_ms != 0 && now - began_ > how_.budget_ms * 1'000'000) return true;
  return race_at_ != 0 && how_.schedules == 0 && !how_.keep_going && now - race_at_ > after_a_race;
}

/// Other schedules may have some times the steps of the normal course; if that does not end, as many as
/// usual.
void exploration::run_first() {
  const std::uint32_t usual = limits_.steps;
  limits_.steps = most_steps_at_first;
  run_one(search_for(0), how_.seed * 0x2545f4914f6cdd1dU);
  const auto enough = static_cast<std::uint32_t>(covered_.longest * more_than_at_first);
  limits_.steps = covered_.cut > 0 || enough < usual ? usual : enough;
}

void exploration::run() {
  const bool adapts = !how_.steps_are_given && how_.search != search_kind::dfs;
  if (adapts) run_first();
  for (std::uint64_t index = adapts ? 1 : 0; !budget_is_spent() && (!failed_ || how_.keep_going); ++index) {
    const bool ran = run_one(search_for(index), how_.seed * 0x2545f4914f6cdd1dU + index);
    if (!ran && how_.search == search_kind::dfs) break;
    if (depth_first_is_done()) break;
  }
  note_completeness();
}

bool exploration::depth_first_is_done() const {
  return all.dfs.exhausted() && sites.found() == dfs_sites_;
}

/// What the depth-first search has seen of all there is to see.
void exploration::note_completeness() {
  if (unseen_locks.seen()) return;
  if (sites.found() != dfs_sites_) return;  // there are scheduling points that it knows nothing of
  covered_.exhaustive = all.dfs.exhausted();
  covered_.complete = covered_.exhaustive || all.dfs.completed() != never;
  covered_.preemptions = covered_.exhaustive ? 0 : all.dfs.completed();
}

/// Where there are many, what goes wrong between other points would be found less and less: in every second
/// round they are none.
std::size_t exploration::sites_for(const strategy& by) const {
  const bool without = &by != &all.dfs && &by != &replay_ && sites.found() > many_sites;
  return without && covered_.schedules / 8 % 2 == 1 ? 0 : sites.found();
}

/// By the time that main has started the last of many tasks the first may be done. In two of four rounds they
/// begin together, as a test's author would have them do with a barrier.
std::uint32_t exploration::together_for(const strategy& by) const {
  const std::uint64_t round = covered_.schedules / 8 % 4;
  return &by != &all.dfs && &by != &replay_ && (round == 1 || round == 2) ? started_ : 0;
}

bool exploration::run_one(strategy& by, std::uint64_t seed) {
  if (&by == &all.dfs && sites.found() != dfs_sites_) {
    // There are more scheduling points than when it began.
    dfs_sites_ = sites.found();
    all.dfs.restart(how_.preemptions);
  }
  if (!by.begin(seed)) return false;
  run_limits limits = limits_;
  limits.begin_together = together_for(by);
  const run_result result = run_once(by, limits, sites_for(by));
  if (&by == &replay_) started_ = tasks[0].children;
  by.end(result.steps);
  if (&by == &all.dfs && result.how.kind == ending::cut) all.dfs.note_cut();
  covered_.spun |= turns.spun();
  covered_.sampled |= turns.sampled();
  if (result.how.kind == ending::redundant) {
    ++covered_.redundant;
    return true;
  }
  ++covered_.schedules;
  covered_.steps += result.steps;
  if (result.steps > covered_.longest) covered_.longest = result.steps;
  covered_.cut += result.how.kind == ending::cut ? 1 : 0;
  covered_.discarded += result.how.kind == ending::discarded ? 1 : 0;
  note_distinct();
  if (unseen_locks.seen()) forget_races();
  const char* search = &by == &replay_ && how_.replay[0] == 0 ? "first" : by.name();
  for (const auto& race : races_of_run()) {
    if (!unseen_locks.seen()) note(race, search);
  }
  if (is_failure(result.how.kind)) note(result.how, search);
  for (const auto& race : races_of_run()) {
    sites.add(race.site);
    sites.add(race.other_site);
  }
  return true;
}

/// What orders them may be a lock that is not seen.
void exploration::forget_races() {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < count_; ++i) {
    if (failures_[i].what.kind == ending::race) continue;
    if (kept != i) copy_object(failures_[kept], failures_[i]);
    ++kept;
  }
  count_ = kept;
  race_at_ = 0;
}

void exploration::note_distinct() {
  std::uint64_t hash = 0;
  for (const auto& each : turns.taken().decisions)
    hash = mixed(hash, (each.task + each.step) * 0x9e3779b97f4a7c15U + each.chosen);
  const std::uint64_t bit = mixed(hash, turns.taken().decisions.size()) >> (64 - seen_bits);
  unsigned char& byte = seen_[bit / 8];
  const auto mask = static_cast<unsigned char>(1U << (bit % 8));
  covered_.distinct += (byte & mask) == 0 ? 1 : 0;
  byte |= mask;
}

void exploration::note(const finding& what, const char* search) {
  if (what.kind != ending::race)
    failed_ = true;
  else if (race_at_ == 0)
    race_at_ = real_nanoseconds();
  for (std::size_t i = 0; i < count_; ++i) {
    if (failures_[i].what.signature == what.signature) return;
  }
  // However many places race, there is room for what comes of it.
  if (count_ == most_failures || (what.kind == ending::race && count_ >= most_races_kept)) return;
  found_failure& made = failures_[count_++];
  copy_object(made.what, what);
  made.by.reserve();
  made.by.decisions.clear();
  for (const auto& each : turns.taken().decisions) made.by.decisions.add(each);
  made.by.sites = sites.active();
  made.search = search;
  made.again = false;
  made.at_schedule = covered_.schedules;
  made.decisions = made.by.decisions.size();
}

void exploration::replay_file() {
  schedule& recorded = nothing_;
  recorded.reserve();
  read_schedule(how_.replay, recorded);
  if (!how_.steps_are_given) limits_.steps = most_steps_at_first * more_than_at_first;
  replay_.follow(recorded);
  run_one(replay_, 0);
}

void exploration::repeat_failures() {
  for (std::size_t i = 0; i < count_; ++i) {
    found_failure& each = failures_[i];
    each.again = finds_again(replay_, limits_, each.by, each.what.signature);
  }
}

void exploration::shrink_failures() {
  const std::uint64_t end = real_nanoseconds() + for_shrinking;
  for (const bool races : {false, true}) {  // which are told last
    for (std::size_t i = 0; i < count_; ++i) {
      if ((failures_[i].what.kind == ending::race) == races) shrink_failure(failures_[i], end);
    }
  }
}

void exploration::shrink_failure(found_failure& which, std::uint64_t end) {
  if (real_nanoseconds() > end) {
    which.again = finds_again(replay_, limits_, which.by, which.what.signature);
    return;
  }
  which.again = shrink(replay_, limits_, which.by, which.what.signature);
  if (!which.again || which.by.decisions.size() < 2) return;
  find_shorter(all.dfs, limits_, which.by, which.what.signature);
  shrink(replay_, limits_, which.by, which.what.signature);
}

}  // namespace millrace::explorer
