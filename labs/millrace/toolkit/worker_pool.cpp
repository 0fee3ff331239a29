#include <algorithm>
#include <cstdio>
#include <optional>
#include <stdexcept>
#include <utility>

#include <millrace/toolkit/error.h>
#include <millrace/toolkit/observer.h>
#include <millrace/toolkit/task.h>
#include <millrace/toolkit/worker_pool.h>

namespace millrace {
namespace {

constinit thread_local const worker_pool* pool_of_this_task = nullptr;

void print(const std::string& pool, const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s: a job failed: %s\n", pool.c_str(), error.what());
  } catch (...) {
    std::fprintf(stderr, "%s: a job failed with something that is no std::exception\n", pool.c_str());
  }
}

}  // namespace

worker_pool::worker_pool(options how, std::source_location where)
    : how_(std::move(how)),
      queue_(how_.queue, {.kind = resource_kind::worker_pool,
                          .name = how_.name,
                          .capacity = static_cast<std::int64_t>(how_.queue),
                          .made_at = where}),
      tallies_(static_cast<std::size_t>(std::max(how_.workers, 0L))),
      running_(with_cancel(context::background())),
      at_work_(how_.workers) {
  if (how_.workers < 1) throw std::invalid_argument("worker_pool: there must be at least one worker");
  if (how_.queue < 1) throw std::invalid_argument("worker_pool: the queue must hold at least one job");
  try {
    for (tally& each : tallies_) {
      const auto number = std::to_string(threads_.size() + 1);
      threads_.push_back(start_task(
          how_.name + " worker " + number, [this, &each, where] { work(each, where); }, task_owner::program,
          where));
    }
  } catch (...) {
    stop();
    for (auto& thread : threads_) thread.join();
    throw;
  }
}

worker_pool::~worker_pool() {
  stop();
  for (auto& thread : threads_) thread.join();
}

std::error_code worker_pool::refused(std::error_code why) {
  if (!why) return {};
  rejected_.fetch_add(1, std::memory_order_relaxed);
  queue_.seen.passed(passage::refused);
  return why;
}

void worker_pool::submit(job work, std::source_location where) {
  std::optional<job> offered(std::move(work));
  if (const auto error = refused(
          queue_.send(offered, {.reason = wait_reason::pool_submit, .where = where, .gives_way = true})))
    throw std::system_error(error, how_.name + ": submit");
}

std::error_code worker_pool::submit(const context& ctx, job work, std::source_location where) {
  if (const auto error = ctx.error()) return error;
  std::optional<job> offered(std::move(work));
  return refused(queue_.send(offered, {wait_reason::pool_submit, where, &ctx, ctx.deadline(), true}));
}

std::error_code worker_pool::try_submit(job work) {
  std::optional<job> offered(std::move(work));
  return refused(as_error(queue_.try_send(offered)));
}

void worker_pool::work(tally& mine, std::source_location made_at) {
  pool_of_this_task = this;
  std::optional<job> next;
  while (!queue_.receive(next, {wait_reason::pool_job, made_at})) {
    auto& count = run(*next) ? mine.completed : mine.failed;
    count.store(count.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    next.reset();
  }
  const std::lock_guard lock(mutex_);
  if (--at_work_ == 0) all_gone_.notify_all();
}

bool worker_pool::run(job& next) {
  std::exception_ptr failure;
  try {
    if (const auto error = next(running_.ctx)) failure = std::make_exception_ptr(std::system_error(error));
  } catch (...) {
    failure = std::current_exception();
  }
  next = job();  // what it owns is let go before it counts as over
  if (!failure) return true;
  queue_.seen.passed(passage::failed);
  report(std::move(failure));
  return false;
}

void worker_pool::report(std::exception_ptr failure) noexcept {
  try {
    if (how_.on_failure) {
      how_.on_failure(std::move(failure));
    } else {
      print(how_.name, failure);
    }
  } catch (...) {
    // A handler that fails leaves nobody to tell; the worker goes on.
  }
}

void worker_pool::close() {
  static_cast<void>(queue_.close());
}

void worker_pool::refuse_inside_a_job(const char* what) const {
  if (pool_of_this_task == this)
    throw std::logic_error(std::string("worker_pool: ") + what + " inside one of its own jobs");
}

void worker_pool::drain(std::source_location where) {
  drain(context::background(), where);
}

worker_pool::drained worker_pool::drain(const context& ctx, std::source_location where) {
  refuse_inside_a_job("drain");
  close();
  bool canceled = false;  // guarded by mutex_
  const auto wake = ctx.on_cancel([&] {
    const std::lock_guard lock(mutex_);
    canceled = true;
    all_gone_.notify_all();
  });
  {
    std::unique_lock lock(mutex_);
    const auto over = [&] { return canceled || at_work_ == 0; };
    if (!over()) {
      const blocked_scope blocked(wait_reason::pool_drain, queue_.seen.id(), where);
      if (const auto deadline = ctx.deadline()) {
        all_gone_.wait_until(lock, *deadline, over);
      } else {
        all_gone_.wait(lock, over);
      }
    }
    if (at_work_ == 0) return {};
  }
  const std::size_t running = statistics().busy;
  const std::size_t lost = stop() + running;
  if (lost == 0) return {};
  const auto error = ctx.error();
  return {error ? error : make_error_code(errc::canceled), lost};
}

std::size_t worker_pool::stop() {
  detail::ring<job> discarded;  // destroyed outside the lock: a job may own anything
  {
    queue::wakes woken;
    const std::lock_guard lock(queue_.mutex);
    queue_.discard_locked(discarded);
    discarded_ += discarded.size();
    queue_.close_locked(woken);
  }
  for (std::size_t job = 0; job < discarded.size(); ++job) queue_.seen.passed(passage::discarded);
  running_.cancel();
  return discarded.size();
}

worker_pool::counts worker_pool::statistics() const {
  counts now;
  now.workers = tallies_.size();
  now.capacity = how_.queue;
  now.rejected = rejected_.load(std::memory_order_relaxed);
  // Nobody takes a job meanwhile; so a job that is counted as over was counted as submitted.
  const std::lock_guard lock(queue_.mutex);
  for (const tally& each : tallies_) {
    now.completed += each.completed.load(std::memory_order_relaxed);
    now.failed += each.failed.load(std::memory_order_relaxed);
  }
  now.submitted = queue_.accepted_locked();
  now.queued = queue_.size();
  now.discarded = discarded_;
  now.busy =
      static_cast<std::size_t>(now.submitted - now.queued - now.completed - now.failed - now.discarded);
  return now;
}

}  // namespace millrace
