#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <stop_token>
#include <sys/types.h>
#include <thread>

#include <millrace/probe/place_names.h>
#include <millrace/probe/reader.h>

#include "model/source.h"

namespace millrace::viewer {

/// A process that publishes itself. It is read by a thread of its own: with ten thousand tasks a look takes
/// longer than a frame may.
class live_process final : public source {
 public:
  /// Throws what probe::reader throws. The first poll has the state as it is now.
  explicit live_process(pid_t process);

  std::vector<batch> poll() override;
  std::string name() const override { return name_; }
  std::string trouble() const override { return trouble_; }
  std::vector<knob> knobs() const override;
  void turn(const std::string& name, std::int64_t value) override;
  /// Ends the reading, and says what there is that was not polled yet.
  std::vector<batch> rest();

 private:
  void read_on(const std::stop_token& stop);
  /// Takes in what is new. False: the process has ended, and that was its last.
  bool take_in();
  bool look_is_due(const batch& come) const;
  void look(batch& come);

  probe::reader reader_;  ///< the reading thread's, but for wishes
  std::unique_ptr<probe::place_names> places_;
  std::string name_;
  double started_ = 0;
  std::chrono::steady_clock::time_point looked_{};
  std::chrono::steady_clock::duration look_took_{};
  std::mutex mutex_;
  std::vector<batch> come_;              // guarded by mutex_
  std::vector<probe::knob_view> shown_;  ///< as last polled
  std::string trouble_;
  std::jthread reading_;
};

}  // namespace millrace::viewer
