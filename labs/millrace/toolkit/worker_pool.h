#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <source_location>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include <millrace/toolkit/channel_core.h>
#include <millrace/toolkit/context.h>
#include <millrace/toolkit/job.h>

namespace millrace {

/// A fixed number of tasks that work through a bounded queue. Bounded on both sides, it is what stands
/// between a burst of requests and the machine: when the queue is full, somebody has to wait or be refused,
/// and the caller decides which. Go: a buffered channel of funcs and N goroutines that range over it.
///
///     worker_pool mails({.workers = 4, .queue = 64, .name = "mail"});
///     if (auto error = mails.try_submit([letter] { send(letter); })) return response::with_status(503);
///     ...
///     mails.drain();  // at shutdown: what was accepted is done
///
/// All members may be called from any thread. A job that is accepted is run, or counted as discarded; never
/// lost.
class worker_pool {
 public:
  struct options {
    long workers = 4;        ///< at least 1
    std::size_t queue = 64;  ///< jobs that wait; at least 1
    std::string name = "pool";
    /// Told of what a job throws, or returns as an error (then a std::system_error). Called on the worker,
    /// before the job counts as over; what it throws itself is dropped. By default a line on standard error.
    std::function<void(std::exception_ptr)> on_failure = {};
  };

  struct counts {
    std::size_t workers = 0;
    std::size_t busy = 0;
    std::size_t queued = 0;
    std::size_t capacity = 0;
    std::uint64_t submitted = 0;  ///< accepted: completed + failed + discarded + busy + queued
    std::uint64_t rejected = 0;
    std::uint64_t completed = 0;
    std::uint64_t failed = 0;
    std::uint64_t discarded = 0;
  };

  struct drained {
    std::error_code error;  ///< the context's, if it ended first
    std::size_t lost = 0;   ///< jobs that were discarded or cancelled for it
  };

  /// Throws std::invalid_argument for no workers or no queue, std::system_error when a thread can't be
  /// started.
  explicit worker_pool(options how, std::source_location where = std::source_location::current());
  /// Stops: jobs that still wait are discarded. Drain first if they matter.
  ~worker_pool();
  worker_pool(const worker_pool&) = delete;
  worker_pool& operator=(const worker_pool&) = delete;

  /// Blocks while the queue is full. Throws std::system_error with errc::closed after `close`.
  void submit(job work, std::source_location where = std::source_location::current());
  /// Nothing, or the context's error, or errc::closed.
  [[nodiscard]] std::error_code submit(const context& ctx, job work,
                                       std::source_location where = std::source_location::current());
  /// Never blocks: nothing, or errc::would_block when the queue is full, or errc::closed.
  [[nodiscard]] std::error_code try_submit(job work);

  /// No more jobs are taken. Those that wait are still run. May be called more than once.
  void close();
  /// Closes, and waits until every job is over. Throws std::logic_error when a job of this pool calls it: it
  /// would wait for itself.
  void drain(std::source_location where = std::source_location::current());
  /// The same for as long as the context goes on. Then jobs that wait are discarded, and those that run are
  /// cancelled (their context ends) and not waited for.
  drained drain(const context& ctx, std::source_location where = std::source_location::current());
  /// Closes, discards what waits, and cancels what runs. Returns how many were discarded.
  std::size_t stop();

  counts statistics() const;

 private:
  using queue = detail::channel_core<job>;

  // What one worker has done: only it writes, so that nothing is shared between two jobs but the queue.
  struct alignas(64) tally {
    std::atomic<std::uint64_t> completed{0};
    std::atomic<std::uint64_t> failed{0};
  };

  std::error_code refused(std::error_code why);
  void work(tally& mine, std::source_location made_at);
  /// False if it failed.
  bool run(job& next);
  void report(std::exception_ptr failure) noexcept;
  void refuse_inside_a_job(const char* what) const;

  const options how_;
  queue queue_;
  std::vector<tally> tallies_;
  cancellable running_;
  std::atomic<std::uint64_t> rejected_{0};
  std::uint64_t discarded_ = 0;  // guarded by queue_.mutex
  std::mutex mutex_;
  std::condition_variable all_gone_;
  long at_work_ = 0;  // guarded by mutex_; workers that have not ended
  std::vector<std::thread> threads_;
};

}  // namespace millrace
