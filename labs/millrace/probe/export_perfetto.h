#pragma once

#include <cstdint>
#include <ostream>
#include <string>

#include <millrace/probe/timeline.h>

namespace millrace::probe {

/// Perfetto's own format: a sequence of trace packets as protocol buffers, a fraction of the JSON's size. The
/// stream's state says whether all was written.
class perfetto_writer final : public trace_writer {
 public:
  explicit perfetto_writer(std::ostream& to) : to_(to) {}

  void process(std::int32_t id, const std::string& name) override;
  void task(std::uint64_t track, std::int32_t thread_id, const std::string& name) override;
  void counter(std::uint64_t track, const std::string& name) override;
  void draw(const mark& one) override;
  void finish() override;

 private:
  void packet(const std::string& fields);

  std::ostream& to_;
  std::int32_t process_ = 0;
};

}  // namespace millrace::probe
