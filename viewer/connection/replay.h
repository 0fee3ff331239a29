#pragma once

#include <string>

#include <millrace/probe/recording.h>

#include "model/source.h"

namespace millrace::viewer {

/// A recording: all of it comes as fast as it can be read; the time machine plays it.
class replay final : public source {
 public:
  /// Throws what probe::recording throws.
  explicit replay(const std::string& file);

  std::vector<batch> poll() override;
  std::string name() const override { return name_; }
  std::string trouble() const override { return recording_.trouble(); }
  bool live() const override { return false; }

 private:
  probe::recording recording_;
  std::string name_;
  double started_ = 0;
};

}  // namespace millrace::viewer
