#pragma once

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <string>

#include <millrace/http/engine.h>
#include <millrace/http/memory/memory_service.h>
#include <millrace/http/router.h>

namespace millrace::http {

/// Carries an app's requests in memory.
class memory_engine final : public engine, public memory_service {
 public:
  using upstream_map = std::map<std::string, endpoint, std::less<>>;
  using setting_map = std::map<std::string, long, std::less<>>;
  memory_engine(upstream_map upstreams, setting_map settings)
      : upstreams_(std::move(upstreams)), settings_(std::move(settings)) {}

  /// Waits until `run` takes requests. False if `service_over` was called before.
  bool await_serving();
  /// The service has returned, whether or not it ever served.
  void service_over();
  /// Ends `run`.
  void stop();

  void add(std::string_view method, std::string_view pattern, handler answer) override;
  endpoint upstream(std::string_view name) const override;
  long setting(std::string_view name, long otherwise) const override;
  void run() override;
  void run_with_threads(int threads) override;

 private:
  response answer(request& asked, std::string_view escaped_path) override;
  void take(delivery& late) override;
  bool may_answer_at_once() const override { return threads_ == 0; }
  void serve_until_stopped();
  void answer_from_queue();

  enum class stage { starting, serving, stopping, over };
  const upstream_map upstreams_;
  const setting_map settings_;
  router routes_;
  int threads_ = 0;  ///< 0: as many as there are clients; set before it serves
  std::mutex mutex_;
  std::condition_variable changed_;
  stage stage_ = stage::starting;  // guarded by mutex_
  std::condition_variable more_;
  std::deque<delivery*> queue_;  // guarded by mutex_
};

}  // namespace millrace::http
