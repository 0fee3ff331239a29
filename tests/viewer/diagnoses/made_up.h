#pragma once

#include <functional>
#include <string>
#include <vector>

#include <millrace/toolkit/observer.h>

#include "diagnoses/diagnosis.h"

namespace millrace::viewer {

/// A process that a test makes up: its state is changed by hand, moment by moment.
class made_up {
 public:
  made_up();

  probe::snapshot now;                    ///< room for a thousand of each: references stay good
  std::vector<probe::event_view> events;  ///< for the next moment; their time is set then
  bool alive = true;

  probe::task_view& task(const std::string& name);
  /// One that serves a request.
  probe::task_view& handler(const std::string& route);
  probe::resource_view& resource(resource_kind kind, const std::string& name, std::int64_t capacity);
  /// It blocks now: its state and the event of it.
  void block(probe::task_view& task, wait_reason reason, std::uint32_t resource = 0);
  void block(probe::task_view& task, probe::lock_wait reason, std::uint64_t lock, std::int32_t holder);
  void resume(probe::task_view& task);
  /// The slot's task or the id's resource is no more.
  void end(const probe::task_view& task);
  void event(probe::event_kind kind, std::uint32_t task, std::uint8_t detail, std::uint32_t subject,
             std::int64_t value = 0);

  double at() const { return now.at; }
  const track& seen() const { return seen_; }
  /// Goes on by a tenth of a second.
  void step();

  /// Goes on for so long, with `each` (told the seconds since the call) before each step; what `by` found
  /// meanwhile.
  std::vector<warning> watch(diagnosis& by, double seconds, const std::function<void(double)>& each = {});

 private:
  track seen_{"made up"};
  int looks_ = 0;
};

}  // namespace millrace::viewer
