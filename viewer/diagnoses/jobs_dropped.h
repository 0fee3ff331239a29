#pragma once

#include <map>

#include "diagnoses/diagnosis.h"

namespace millrace::viewer {

/// A pool that was stopped with jobs in its queue: they were accepted and will never be done. Said until the
/// process ends, for nothing mends it.
class jobs_dropped final : public diagnosis {
 public:
  std::string_view name() const override { return "jobs dropped"; }
  std::vector<warning> check(const track& seen) override;

 private:
  struct pool {
    std::string name;
    std::string made_at;
    std::int64_t queued = 0;
  };
  void learn(const track& seen, double from, double to);

  double looked_ = 0;
  std::map<std::uint32_t, pool> pools_;
  std::vector<warning> found_;
};

}  // namespace millrace::viewer
