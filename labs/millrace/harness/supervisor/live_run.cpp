#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>
#include <unistd.h>

#include <millrace/harness/supervisor/false_start.h>
#include <millrace/harness/supervisor/live_run.h>
#include <millrace/harness/supervisor/load.h>

namespace millrace::harness {
namespace {

using clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using std::chrono::seconds;

/// How much longer a sanitized candidate may take, and how much more memory it needs (the sanitizers'
/// documentation: 5 to 15 times the time and 5 to 10 times the memory for threads, 2 and 3 times for
/// addresses).
int slowdown(const std::string& flavour) {
  return flavour == "race" ? 3 : flavour == "memory" ? 2 : 1;
}
int memory_factor(const std::string& flavour) {
  return flavour == "plain" ? 2 : 10;
}

std::int64_t memory_of_machine() {
  return std::int64_t{sysconf(_SC_PHYS_PAGES)} * sysconf(_SC_PAGESIZE);
}

bool poll(const std::function<bool()>& condition, milliseconds patience) {
  const auto give_up = clock::now() + patience;
  while (!condition()) {
    if (clock::now() >= give_up) return false;
    std::this_thread::sleep_for(milliseconds(2));
  }
  return true;
}

}  // namespace

live_run::live_run(const lab& described, const run_options& options, const load_knobs* knobs)
    : lab_(described), options_(options), settings_(described.knobs), knobs_(knobs) {
  for (const auto& [name, value] : options.settings) settings_[name] = value;
  seen_.flavour = options.flavour;
  seen_.evidence = options.evidence;
  seen_.limits = described.limits;
}

live_run::~live_run() = default;

int live_run::scale(sizes by_use) const {
  return options_.scale == "bench" ? by_use.bench : by_use.check;
}

upstream& live_run::provide(std::string name, http::handler answer) {
  if (candidate_) throw std::logic_error("provide: call it before start");
  auto& made = upstreams_[std::move(name)];
  made = std::make_unique<fake_upstream>(std::move(answer));
  return *made;
}

// What the user sets on the command line wins over what the scenario sets.
void live_run::set(std::string name, long value) {
  if (candidate_) throw std::logic_error("set: call it before start");
  if (!options_.settings.contains(name)) settings_[std::move(name)] = value;
}

hard_limits live_run::safe_limits() const {
  const auto memory =
      std::max(seen_.limits.memory_bytes * memory_factor(options_.flavour), std::int64_t{512} << 20);
  const auto deadline =
      seen_.limits.deadline * slowdown(options_.flavour) * (options_.scale == "bench" || knobs_ ? 10 : 1);
  return {seen_.limits.tasks * 4 + 256, std::min(memory, memory_of_machine() / 2), clock::now() + deadline};
}

void live_run::begin() {
  launch how{options_.program, options_.flavour, options_.evidence, settings_, {}, 0};
  const auto limits = safe_limits();
  how.most_processes = limits.threads * 2;
  for (const auto& [name, played] : upstreams_) how.upstreams[name] = played->port();
  seen_.patience = std::min<milliseconds>(seconds(10) * slowdown(options_.flavour),
                                          std::chrono::ceil<milliseconds>(limits.deadline - clock::now()));
  candidate_.emplace(how);
  watch_.emplace(*candidate_, limits, over_, [this] { note_tasks_left(); });
  seen_.served = candidate_->await_serving(seen_.patience);
  if (!seen_.served) {
    if (!candidate_->ended()) note_tasks_left();
    candidate_->kill_group("deadline");
    over_ = true;
    throw std::runtime_error("it did not start to serve");
  }
  {
    const std::lock_guard lock(turn_mutex_);
    turned_ = &*candidate_;
  }
  on_serving(candidate_->id());
  idle_tasks_ = tasks();
}

http::client live_run::client(http::client::options how) const {
  if (!candidate_) throw std::logic_error("client: call start first");
  if (options_.flavour != "plain") how.timeout *= 2;
  return http::client({"127.0.0.1", candidate_->port()}, std::move(how));
}

load_result live_run::add(load_result result) {
  auto& all = seen_.measured;
  all.requests += result.answered() + result.unanswered;
  all.unanswered += result.unanswered;
  all.elapsed += result.elapsed;
  for (const auto& [status, count] : result.by_status) all.by_status[status] += count;
  all.latency.insert(all.latency.end(), result.latency.begin(), result.latency.end());
  return result;
}

load_result live_run::drive(closed_load load, const call& each) {
  return add(
      drive_closed(load, each, {[this] { return static_cast<const run&>(*this).client(); }, &over_, knobs_}));
}

load_result live_run::drive(open_load load, const call& each) {
  return add(drive_open(load, each,
                        {[this] { return static_cast<const run&>(*this).client(); }, &over_, knobs_},
                        options_.seed));
}

int live_run::tasks() const {
  if (!candidate_ || over_) return 0;
  const auto counted = candidate_->count_tasks();
  return counted ? counted->alive : watch_->threads();
}

bool live_run::eventually(const std::function<bool()>& condition, milliseconds patience) {
  return poll([&] { return over_ || condition(); }, patience * slowdown(options_.flavour)) && condition();
}

void live_run::expect(std::string_view promise, bool held, std::string_view detail) {
  seen_.invariants.push_back({std::string(promise), held, held ? std::string() : std::string(detail)});
}

// Before the service is told to stop it may finish what it is doing, as it would between two requests. Only
// what then stays is held against it.
void live_run::let_tasks_wind_down() {
  http::client::close_idle();
  poll([this] { return over_ || tasks() <= idle_tasks_; }, milliseconds(700));
}

void live_run::note_tasks_left() {
  const source_focus focus(options_.source);
  auto left = read_tasks(candidate_->census(seconds(1)), options_.program, focus);
  const std::lock_guard lock(left_mutex_);
  if (!left.empty()) seen_.left = std::move(left);  // who has been ended meanwhile says nothing any more
}

void live_run::stop() {
  if (!candidate_ || seen_.told_to_stop || over_) return;
  if (const auto counted = candidate_->count_tasks()) seen_.measured.peak_tasks = counted->peak;
  seen_.told_to_stop = true;
  seen_.service_returned = candidate_->stop_service(seen_.limits.shutdown * slowdown(options_.flavour));
  if (over_ || candidate_->ended()) return;
  if (options_.flavour == "plain") {
    const bool all_ended = seen_.service_returned && poll(
                                                         [this] {
                                                           const auto counted = candidate_->count_tasks();
                                                           return !counted || counted->alive == 0;
                                                         },
                                                         milliseconds(500));
    if (!all_ended) note_tasks_left();
    if (!all_ended) linger(seconds(2));
  }
  if (!seen_.service_returned) {
    candidate_->kill_group("hung shutdown");
  } else {
    candidate_->release();
  }
  // A leak check walks the whole heap.
  if (!candidate_->wait_end(seconds(5) * slowdown(options_.flavour))) candidate_->kill_group("hung exit");
}

// The upstreams go last: the candidate's tasks may need them for winding down.
void live_run::end() {
  if (candidate_ && !seen_.told_to_stop && !over_) let_tasks_wind_down();
  if (!seen_.told_to_stop) linger(seconds(1));
  stop();
  if (candidate_ && !seen_.told_to_stop) candidate_->kill_group("killed");
  upstreams_.clear();
}

void live_run::linger(milliseconds time) const {
  if (knobs_) poll([this] { return over_ || knobs_->leaving; }, time);
}

void live_run::turn(const std::string& name, long value) {
  const std::lock_guard lock(turn_mutex_);
  if (turned_) turned_->set(name, value);
}

observations live_run::finish() {
  {
    const std::lock_guard lock(turn_mutex_);
    turned_ = nullptr;
  }
  if (candidate_) {
    stop();
    candidate_->wait_end(seconds(2));
    if (!candidate_->ended()) candidate_->kill_group("killed");
    candidate_->wait_end(seconds(2));
    seen_.end = candidate_->end();
  }
  if (watch_) {
    seen_.measured.peak_tasks =
        std::max(seen_.measured.peak_tasks, seen_.end.how == "task limit" ? watch_->peak_threads() : 0);
    seen_.measured.peak_memory_bytes = watch_->peak_memory();
  }
  watch_.reset();
  collect_sanitizer_logs();
  if (candidate_) refuse_false_start(seen_);
  return std::move(seen_);
}

// The runtime writes one file a process, "sanitizer.PID".
void live_run::collect_sanitizer_logs() const {
  if (options_.flavour == "plain") return;
  std::ofstream all(options_.evidence + "/sanitizer.log", std::ios::binary);
  for (const auto& entry : std::filesystem::directory_iterator(options_.evidence)) {
    const auto name = entry.path().filename().string();
    if (!name.starts_with("sanitizer.") || name == "sanitizer.log") continue;
    std::ifstream one(entry.path(), std::ios::binary);
    if (one.peek() != std::ifstream::traits_type::eof()) all << one.rdbuf();
    std::filesystem::remove(entry.path());
  }
}

}  // namespace millrace::harness
