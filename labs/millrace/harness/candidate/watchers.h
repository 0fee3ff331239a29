#pragma once

#include <millrace/harness/candidate/census.h>
#include <millrace/probe/publisher.h>

namespace millrace::harness {

/// The census, and the probe if there is memory for one.
class watchers final : public observer {
 public:
  explicit watchers(probe::publisher* published) : published_(published) {}

  void task_started(const char* name, task_owner owner,
                    const std::source_location& spawned_at) noexcept override {
    census::of_process().task_started(name, owner, spawned_at);
    if (published_) published_->task_started(name, owner, spawned_at);
  }
  void blocked(wait_reason reason, resource_id at, const std::source_location& where) noexcept override {
    census::of_process().blocked(reason, at, where);
    if (published_) published_->blocked(reason, at, where);
  }
  void resumed() noexcept override {
    census::of_process().resumed();
    if (published_) published_->resumed();
  }
  resource_id resource_opened(const resource_description& what) noexcept override {
    return published_ ? published_->resource_opened(what) : 0;
  }
  void resource_holds(resource_id id, std::int64_t now) noexcept override {
    published_->resource_holds(id, now);
  }
  void resource_passed(resource_id id, passage how) noexcept override {
    published_->resource_passed(id, how);
  }
  void resource_closed(resource_id id) noexcept override { published_->resource_closed(id); }
  void request_at(request_stage stage, const char* route, int status) noexcept override {
    if (published_) published_->request_at(stage, route, status);
  }

 private:
  probe::publisher* published_;
};

}  // namespace millrace::harness
