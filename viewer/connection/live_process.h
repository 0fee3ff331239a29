#pragma once

#include <chrono>
#include <memory>
#include <sys/types.h>

#include <millrace/probe/place_names.h>
#include <millrace/probe/reader.h>

#include "model/source.h"

namespace millrace::viewer {

/// A process that publishes itself.
class live_process final : public source {
 public:
  /// Throws what probe::reader throws.
  explicit live_process(pid_t process);

  std::vector<batch> poll() override;
  std::string name() const override { return name_; }
  std::string trouble() const override { return trouble_; }
  std::vector<knob> knobs() const override;
  void turn(const std::string& name, std::int64_t value) override;

 private:
  bool look_is_due(const batch& come) const;
  void look(batch& come);

  probe::reader reader_;
  std::unique_ptr<probe::place_names> places_;
  std::string name_;
  std::string trouble_;
  std::vector<probe::knob_view> shown_;  ///< as last seen
  bool ended_ = false;
  double started_ = 0;
  std::chrono::steady_clock::time_point looked_{};
  std::chrono::steady_clock::duration look_took_{};
};

}  // namespace millrace::viewer
