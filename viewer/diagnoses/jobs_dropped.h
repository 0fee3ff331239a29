#pragma once

#include <cstdint>
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
    std::uint64_t dropped = 0;
    double since = 0;  ///< when the first was
  };
  void learn_names(const probe::snapshot& state);
  void learn_name(const probe::resource_view& of);
  pool& pool_of(const probe::event_view& event, const track& seen);
  void take(const probe::event_view& event, const track& seen);
  warning told_of(const pool& stopped) const;

  double looked_ = 0;
  std::map<std::uint32_t, pool> pools_;
  std::vector<warning> gone_;  ///< of pools that are no more: their numbers are given away again
};

}  // namespace millrace::viewer
