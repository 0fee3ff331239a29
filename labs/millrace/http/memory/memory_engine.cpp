#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

#include <millrace/http/memory/delivery.h>
#include <millrace/http/memory/memory_engine.h>
#include <millrace/toolkit/task.h>

namespace millrace::http {
namespace {

constexpr std::chrono::seconds grace(5);

}  // namespace

void memory_engine::add(std::string_view method, std::string_view pattern, handler answer) {
  routes_.add(method, pattern, std::move(answer));
}

endpoint memory_engine::upstream(std::string_view name) const {
  const auto found = upstreams_.find(name);
  if (found == upstreams_.end())
    throw std::invalid_argument("nobody provides the upstream '" + std::string(name) + "'");
  return found->second;
}

long memory_engine::setting(std::string_view name, long otherwise) const {
  const auto found = settings_.find(name);
  return found == settings_.end() ? otherwise : found->second;
}

response memory_engine::answer(request& asked, std::string_view escaped_path) {
  return routes_.answer(asked, escaped_path);
}

bool memory_engine::await_serving() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return stage_ != stage::starting; });
  return stage_ != stage::over;
}

void memory_engine::service_over() {
  const std::lock_guard lock(mutex_);
  stage_ = stage::over;
  changed_.notify_all();
}

void memory_engine::stop() {
  const std::lock_guard lock(mutex_);
  if (stage_ != stage::over) stage_ = stage::stopping;
  changed_.notify_all();
}

void memory_engine::serve_until_stopped() {
  std::unique_lock lock(mutex_);
  if (stage_ == stage::starting) stage_ = stage::serving;
  open();
  changed_.notify_all();
  changed_.wait(lock, [this] { return stage_ != stage::serving; });
  lock.unlock();
  close(grace);
}

void memory_engine::run() {
  serve_until_stopped();
}

void memory_engine::run_with_threads(int threads) {
  if (threads < 1) throw std::invalid_argument("run_with_threads: there must be at least one");
  threads_ = threads;
  std::vector<std::thread> all;
  for (int i = 1; i <= threads; ++i)
    all.push_back(start_task("handler " + std::to_string(i), [this] { answer_from_queue(); }));
  serve_until_stopped();
  {
    const std::lock_guard lock(mutex_);
    queue_.insert(queue_.end(), all.size(), nullptr);
    more_.notify_all();
  }
  for (auto& each : all) each.join();
}

void memory_engine::take(delivery& late) {
  if (threads_ == 0) return memory_service::take(late);
  const std::lock_guard lock(mutex_);
  queue_.push_back(&late);
  more_.notify_one();
}

void memory_engine::answer_from_queue() {
  while (true) {
    std::unique_lock lock(mutex_);
    more_.wait(lock, [this] { return !queue_.empty(); });
    delivery* const next = queue_.front();
    queue_.pop_front();
    lock.unlock();
    if (next == nullptr) return;
    answer_late(*next);
  }
}

}  // namespace millrace::http
