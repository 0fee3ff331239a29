#pragma once

#include <ostream>

#include <millrace/probe/timeline.h>

namespace millrace::probe {

/// Chrome's trace-event JSON, which chrome://tracing and ui.perfetto.dev open. Format:
/// "Trace Event Format", docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU. Text in
/// recordings is printable ASCII, and so is this. The stream's state says whether all was written.
class chrome_writer final : public trace_writer {
 public:
  explicit chrome_writer(std::ostream& to);

  void process(std::int32_t id, const std::string& name) override;
  void task(std::uint64_t track, std::int32_t thread_id, const std::string& name) override;
  void counter(std::uint64_t track, const std::string& name) override;
  void draw(const mark& one) override;
  void finish() override;

 private:
  void describe(const char* what, std::int32_t thread_id, const std::string& name);

  std::ostream& to_;
  std::int32_t process_ = 0;
  bool first_ = true;
  std::vector<std::int32_t> threads_ = {0};  ///< by track; 0: the process
};

}  // namespace millrace::probe
