#include <algorithm>
#include <cerrno>
#include <cmath>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <stdexcept>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include <millrace/probe/find_segment.h>
#include <millrace/probe/reader.h>
#include <millrace/probe/stored_text.h>
#include <millrace/probe/ticks.h>
#include <millrace/toolkit/observer.h>

namespace millrace::probe {
namespace {

std::int64_t resident_bytes(pid_t process) {
  std::ifstream pages("/proc/" + std::to_string(process) + "/statm");
  std::int64_t all = 0;
  std::int64_t resident = 0;
  return pages >> all >> resident ? resident * sysconf(_SC_PAGESIZE) : 0;
}

}  // namespace

const char* describe_wait(std::uint8_t reason) noexcept {
  switch (static_cast<lock_wait>(reason)) {
    case lock_wait::mutex:
      return "a mutex";
    case lock_wait::reader_lock:
      return "a reader's lock";
    case lock_wait::writer_lock:
      return "a writer's lock";
    case lock_wait::condition:
      return "a condition";
    case lock_wait::join:
      return "another task's end";
    case lock_wait::semaphore:
      return "a semaphore";
    case lock_wait::barrier:
      return "a barrier";
    case lock_wait::sleep:
      return "time to pass";
    case lock_wait::futex:
      return "an atomic";
  }
  return describe(static_cast<wait_reason>(reason));
}

const char* describe_resource(std::uint8_t kind) noexcept {
  switch (static_cast<resource_kind>(kind)) {
    case resource_kind::channel:
      return "channel";
    case resource_kind::worker_pool:
      return "worker pool";
    case resource_kind::token_bucket:
      return "token bucket";
    case resource_kind::keyed_limiter:
      return "keyed limiter";
    case resource_kind::wait_group:
      return "wait group";
    case resource_kind::error_group:
      return "error group";
    case resource_kind::server:
      return "server";
  }
  return "resource";
}

reader::reader(pid_t process) {
  map(open_segment(process));
}

reader reader::of_descriptor(int descriptor) {
  reader made;
  made.map(descriptor);
  return made;
}

// A segment that is not sealed could shrink under the reader, who would die of it.
void reader::map(int descriptor) {
  struct stat about {};
  const int seals = fcntl(descriptor, F_GET_SEALS);
  const bool sealed = seals >= 0 && (seals & F_SEAL_SHRINK) != 0;
  const bool whole = fstat(descriptor, &about) == 0 && about.st_size == static_cast<off_t>(sizeof(segment));
  if (!sealed || !whole) {
    close(descriptor);
    throw std::runtime_error("what that process publishes is not of this version of Millrace; rebuild it");
  }
  void* memory =
      mmap(nullptr, sizeof(segment), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, descriptor, 0);
  const int error = errno;
  close(descriptor);
  if (memory == MAP_FAILED)
    throw std::system_error(error, std::generic_category(), "cannot map the probe's segment");
  segment_ = static_cast<segment*>(memory);
  if (segment_->magic.load(std::memory_order_acquire) != magic) {
    munmap(memory, sizeof(segment));
    segment_ = nullptr;
    throw std::runtime_error("what that process publishes is not of this version of Millrace; rebuild it");
  }
}

reader::reader(reader&& other) noexcept
    : segment_(std::exchange(other.segment_, nullptr)),
      leased_until_(other.leased_until_),
      seen_(std::move(other.seen_)) {}

reader::~reader() {
  if (!segment_) return;
  munmap(segment_, sizeof(segment));
}

pid_t reader::process() const {
  return segment_->process.load(relaxed);
}

bool reader::alive() const {
  const pid_t process = this->process();
  return process > 0 && (kill(process, 0) == 0 || errno == EPERM);
}

// The rate is measured over all that has passed since the start: after a second it is right to a millionth.
double reader::seconds_a_tick() const {
  const auto ticks_passed =
      static_cast<double>(ticks()) - static_cast<double>(segment_->started_ticks.load(relaxed));
  const auto passed = static_cast<double>(monotonic_nanoseconds()) -
                      static_cast<double>(segment_->started_nanoseconds.load(relaxed));
  return ticks_passed > 0 ? passed / 1e9 / ticks_passed : 0;
}

double reader::seconds(std::uint64_t then, double a_tick) const {
  return (static_cast<double>(then) - static_cast<double>(segment_->started_ticks.load(relaxed))) * a_tick;
}

std::string reader::file_text(std::uint32_t index) const {
  return index > 0 && index < most_files ? loaded_text(segment_->files[index]) : std::string();
}

std::string reader::place(std::uint32_t file, std::uint32_t line) const {
  const auto text = file_text(file);
  return text.empty() ? text : text + ':' + std::to_string(line);
}

std::optional<task_view> reader::task_at(std::uint32_t slot, double a_tick) const {
  const auto& from = segment_->tasks[slot];
  const auto generation = from.generation.load(std::memory_order_acquire);
  if (from.used.load(relaxed) != use::alive) return std::nullopt;
  task_view task;
  task.slot = slot;
  task.generation = generation;
  task.thread_id = from.thread_id.load(relaxed);
  task.name = loaded_text(segment_->task_names[slot]);
  task.of_toolkit = from.of_toolkit.load(relaxed) != 0;
  task.blocked = from.doing.load(relaxed) == activity::blocked;
  task.reason = from.reason.load(relaxed);
  task.resource = from.resource.load(relaxed);
  task.holder = from.holder.load(relaxed);
  task.lock = from.address.load(relaxed);
  task.handle = from.handle.load(relaxed);
  task.spawn_path = loaded_path(segment_->spawn_paths[slot]);
  if (task.blocked && task.reason >= static_cast<std::uint8_t>(lock_wait::mutex))
    task.wait_path = loaded_path(segment_->wait_paths[slot]);
  task.holds = held_by(slot);
  task.spawned_at = place(from.spawn_file.load(relaxed), from.spawn_line.load(relaxed));
  task.waits_at =
      task.blocked ? place(from.wait_file.load(relaxed), from.wait_line.load(relaxed)) : std::string();
  task.stage = from.stage.load(relaxed);
  task.route = task.stage != 0 ? file_text(from.route.load(relaxed)) : std::string();
  task.status = from.status.load(relaxed);
  task.since = seconds(from.since.load(relaxed), a_tick);
  if (from.generation.load(std::memory_order_acquire) != generation) return std::nullopt;
  return task;
}

std::optional<resource_view> reader::resource_at(std::uint32_t id) const {
  const auto& from = segment_->resources[id];
  const auto generation = from.generation.load(std::memory_order_acquire);
  if (from.used.load(relaxed) != use::alive) return std::nullopt;
  resource_view resource;
  resource.id = id;
  resource.generation = generation;
  resource.kind = from.kind.load(relaxed);
  resource.name = loaded_text(segment_->resource_names[id]);
  resource.made_at = place(from.file.load(relaxed), from.line.load(relaxed));
  resource.holds = from.holds.load(relaxed);
  resource.most = from.most.load(relaxed);
  resource.capacity = from.capacity.load(relaxed);
  resource.accepted = from.accepted.load(relaxed);
  resource.refused = from.refused.load(relaxed);
  resource.failed = from.failed.load(relaxed);
  const double rate = from.per_second.load(relaxed);
  resource.per_second = std::isfinite(rate) ? rate : 0;
  if (from.generation.load(std::memory_order_acquire) != generation) return std::nullopt;
  return resource;
}

snapshot reader::look() const {
  snapshot seen;
  const double a_tick = seconds_a_tick();
  seen.at = seconds(ticks(), a_tick);
  seen.started = static_cast<double>(segment_->started_nanoseconds.load(relaxed)) / 1e9;
  seen.memory_bytes = resident_bytes(process());
  seen.program = loaded_text(segment_->program);
  seen.process = process();
  seen.lost = segment_->lost.load(relaxed);
  const auto tasks = std::min<std::size_t>(segment_->tasks_used.load(relaxed), most_tasks);
  for (std::uint32_t slot = 0; slot < tasks; ++slot) {
    if (auto task = task_at(slot, a_tick)) seen.tasks.push_back(std::move(*task));
  }
  const auto resources = std::min<std::size_t>(segment_->resources_used.load(relaxed), most_resources);
  for (std::uint32_t id = 1; id < resources; ++id) {
    if (auto resource = resource_at(id)) seen.resources.push_back(std::move(*resource));
  }
  seen.lock_pairs = lock_pairs();
  seen.wait_places = wait_places();
  for (std::size_t i = 0; i < most_knobs; ++i) {
    const auto& knob = segment_->knobs[i];
    if (knob.used.load(relaxed) != 0)
      seen.knobs.push_back({i, loaded_text(knob.name), knob.value.load(relaxed)});
  }
  for (std::uint32_t index = 1; index < most_files; ++index) {
    if (segment_->files[index].words[0].load(relaxed) != 0) seen.texts.push_back({index, file_text(index)});
  }
  return seen;
}

bool reader::renew_lease() {
  const double tick = seconds_a_tick();
  const auto now = ticks();
  const bool in_time = now < leased_until_;
  // At a process's start, or in a hostile segment, the rate may be anything: no processor's is beyond these.
  leased_until_ = now + static_cast<std::uint64_t>(lease.count() / std::clamp(tick, 1e-10, 1e-8));
  auto until = segment_->traced_until.load(relaxed);
  while (until < leased_until_ &&
         !segment_->traced_until.compare_exchange_weak(until, leased_until_, relaxed)) {
  }
  return in_time;
}

std::vector<event_view> reader::events(std::uint64_t& missed) {
  std::vector<event_view> found;
  const bool first = seen_.empty();
  if (first) seen_.resize(rings);
  if (!renew_lease() && !first) ++missed;
  const double a_tick =
      seconds_a_tick();  // one for all: each measurement is a little different, and would change their order
  const auto used = std::min<std::size_t>(segment_->tasks_used.load(relaxed), rings);
  for (std::size_t i = 0; i < used; ++i) {
    const ring& from = segment_->task_rings[i];
    const auto written = from.written.load(std::memory_order_acquire);
    if (first || written < seen_[i]) {
      seen_[i] = written;
      continue;
    }
    if (written - seen_[i] > ring_events) {
      missed += written - seen_[i] - ring_events;
      seen_[i] = written - ring_events;
    }
    for (; seen_[i] < written; ++seen_[i]) {
      const event& one = from.events[seen_[i] % ring_events];
      const auto before = one.sequence.load(std::memory_order_acquire);
      const auto at = one.ticks.load(std::memory_order_acquire);
      const auto what = one.what.load(std::memory_order_acquire);
      const auto value = one.value.load(std::memory_order_acquire);
      if (before != seen_[i] + 1 || one.sequence.load(relaxed) != before) {
        ++missed;
        continue;
      }
      found.push_back({seconds(at, a_tick), static_cast<std::uint32_t>(i),
                       static_cast<event_kind>(what & 0xff), static_cast<std::uint8_t>(what >> 8),
                       static_cast<std::uint32_t>(what >> 32), static_cast<std::int64_t>(value)});
    }
  }
  std::ranges::stable_sort(found, {}, &event_view::at);
  return found;
}

std::uint64_t reader::events_written() const {
  std::uint64_t all = 0;
  const auto used = std::min<std::size_t>(segment_->tasks_used.load(relaxed), rings);
  for (std::size_t i = 0; i < used; ++i) all += segment_->task_rings[i].written.load(relaxed);
  return all;
}

void reader::wish(std::size_t knob, std::int64_t value) {
  if (knob >= most_knobs) return;
  segment_->knobs[knob].wanted.store(value, relaxed);
  segment_->knobs[knob].wishes.fetch_add(1, std::memory_order_release);
}

}  // namespace millrace::probe
