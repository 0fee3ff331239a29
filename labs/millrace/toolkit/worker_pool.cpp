#include <cstdio>
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
      seen_({.kind = resource_kind::worker_pool,
             .name = how_.name,
             .capacity = static_cast<std::int64_t>(how_.queue),
             .made_at = where}),
      running_(with_cancel(context::background())) {
  if (how_.workers < 1) throw std::invalid_argument("worker_pool: there must be at least one worker");
  if (how_.queue < 1) throw std::invalid_argument("worker_pool: the queue must hold at least one job");
  counts_.workers = static_cast<std::size_t>(how_.workers);
  counts_.capacity = how_.queue;
  try {
    for (long i = 1; i <= how_.workers; ++i) {
      threads_.push_back(start_task(
          how_.name + " worker " + std::to_string(i), [this, where] { work(where); }, task_owner::program,
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

std::error_code worker_pool::enqueue(job& work, const context* ctx, bool may_wait,
                                     const std::source_location& where) {
  bool canceled = false;  // guarded by mutex_
  registration wake;
  if (ctx) {
    wake = ctx->on_cancel([&] {
      const std::lock_guard lock(mutex_);
      canceled = true;
      room_.notify_all();
    });
  }
  std::unique_lock lock(mutex_);
  const auto can_go_on = [&] { return closed_ || canceled || queue_.size() < how_.queue; };
  if (may_wait && !can_go_on()) {
    const blocked_scope blocked(wait_reason::pool_submit, seen_.id(), where);
    if (const auto deadline = ctx ? ctx->deadline() : std::nullopt) {
      room_.wait_until(lock, *deadline, can_go_on);
    } else {
      room_.wait(lock, can_go_on);
    }
  }
  if (!closed_ && queue_.size() < how_.queue) {
    queue_.push_back(std::move(work));
    ++counts_.submitted;
    seen_.passed(passage::accepted);
    show_queue();
    job_waits_.notify_one();
    return {};
  }
  ++counts_.rejected;
  seen_.passed(passage::refused);
  if (closed_) return errc::closed;
  lock.unlock();
  const auto ended = ctx ? ctx->error() : std::error_code();
  return ended ? ended : make_error_code(errc::would_block);
}

void worker_pool::show_queue() const {
  seen_.holds(static_cast<std::int64_t>(queue_.size()));
}

void worker_pool::submit(job work, std::source_location where) {
  if (const auto error = enqueue(work, nullptr, true, where))
    throw std::system_error(error, how_.name + ": submit");
}

std::error_code worker_pool::submit(const context& ctx, job work, std::source_location where) {
  if (const auto error = ctx.error()) return error;
  return enqueue(work, &ctx, true, where);
}

std::error_code worker_pool::try_submit(job work) {
  return enqueue(work, nullptr, false, std::source_location::current());
}

void worker_pool::work(std::source_location made_at) {
  pool_of_this_task = this;
  std::unique_lock lock(mutex_);
  while (true) {
    if (queue_.empty() && !closed_) {
      const blocked_scope blocked(wait_reason::pool_job, seen_.id(), made_at);
      job_waits_.wait(lock, [&] { return !queue_.empty() || closed_; });
    }
    if (queue_.empty()) return;
    job next = std::move(queue_.front());
    queue_.pop_front();
    show_queue();
    ++counts_.busy;
    room_.notify_one();
    lock.unlock();
    const bool completed = run(next);
    lock.lock();
    ++(completed ? counts_.completed : counts_.failed);
    if (--counts_.busy == 0 && queue_.empty()) idle_.notify_all();
  }
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
  seen_.passed(passage::failed);
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
  const std::lock_guard lock(mutex_);
  closed_ = true;
  job_waits_.notify_all();
  room_.notify_all();
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
    idle_.notify_all();
  });
  const auto deadline = ctx.deadline();
  std::unique_lock lock(mutex_);
  const auto over = [&] { return canceled || (counts_.busy == 0 && queue_.empty()); };
  if (!over()) {
    const blocked_scope blocked(wait_reason::pool_drain, seen_.id(), where);
    if (deadline) {
      idle_.wait_until(lock, *deadline, over);
    } else {
      idle_.wait(lock, over);
    }
  }
  if (counts_.busy == 0 && queue_.empty()) return {};
  const std::size_t running = counts_.busy;
  lock.unlock();
  const std::size_t lost = stop() + running;
  const auto error = ctx.error();
  return {error ? error : make_error_code(errc::canceled), lost};
}

std::size_t worker_pool::stop() {
  std::deque<job> discarded;  // destroyed outside the lock: a job may own anything
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    counts_.discarded += queue_.size();
    discarded.swap(queue_);
    show_queue();
    job_waits_.notify_all();
    room_.notify_all();
    if (counts_.busy == 0) idle_.notify_all();
  }
  running_.cancel();
  return discarded.size();
}

worker_pool::counts worker_pool::statistics() const {
  const std::lock_guard lock(mutex_);
  counts now = counts_;
  now.queued = queue_.size();
  return now;
}

}  // namespace millrace
