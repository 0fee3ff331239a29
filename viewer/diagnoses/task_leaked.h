#pragma once

#include <map>
#include <string>
#include <utility>

#include "diagnoses/channel_users.h"
#include "diagnoses/diagnosis.h"
#include "diagnoses/lasting.h"
#include "diagnoses/lifetime.h"
#include "diagnoses/wait_starts.h"

namespace millrace::viewer {

/// Tasks that nobody will ever wake: that send on a channel which nobody receives from any more, that wait
/// for a lock whose holder has ended, that go on when the service is over. An idle worker, a receiver, a
/// janitor that is stopped in time: none of these is a leak, so only what is certain is told.
class task_leaked final : public diagnosis {
 public:
  /// Whoever is about to end or to be woken has done so by then, on a busy machine too.
  static constexpr double certain = 1;

  std::string_view name() const override { return "task leaked"; }
  std::vector<warning> check(const track& seen) override;

 private:
  void note_forsaken_senders(const world& now, double at);
  void note_abandoned_locks(const probe::snapshot& state, double at);
  void note_left_after_serving(const probe::snapshot& state, double at);
  void note(const probe::task_view& task, double since, std::string says, const std::string& place);

  struct leaked {
    std::uint64_t tasks = 0;
    double since = 0;
    std::string who;
  };
  using what_and_where = std::pair<std::string, std::string>;

  channel_users users_;
  bool served_ = false;
  wait_starts starts_;
  lasting<std::pair<lifetime, double>> abandoned_;  ///< tasks by their wait, while its lock has no holder
  lasting<bool> over_;                              ///< while no server serves any more
  std::map<what_and_where, leaked> leaks_;          ///< of the look that is under way
};

}  // namespace millrace::viewer
