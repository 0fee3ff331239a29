#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include <millrace/harness/exploration/played_upstream.h>
#include <millrace/harness/scenario.h>
#include <millrace/http/memory/memory_engine.h>

namespace millrace::harness {

/// A scenario's run under the schedule explorer: with its candidate in one process, over memory, in virtual
/// time. The first promise that is broken ends it.
class explored_run final : public run {
 public:
  int scale(sizes by_use) const override { return by_use.explore; }
  unsigned seed() const override { return 1; }
  upstream& provide(std::string name, http::handler answer) override;
  void set(std::string name, long value) override { settings_[std::move(name)] = value; }
  void stop() override;
  http::client client(http::client::options how) const override;
  load_result drive(closed_load load, const call& each) override;
  load_result drive(open_load load, const call& each) override;
  bool eventually(const std::function<bool()>& condition, std::chrono::milliseconds patience) override;
  void expect(std::string_view promise, bool held, std::string_view detail) override;

 private:
  void begin() override;
  void end() override;

  std::map<std::string, std::unique_ptr<played_upstream>> upstreams_;
  http::memory_engine::setting_map settings_;
  http::memory_engine* engine_ = nullptr;  ///< the service's; its app owns it
  std::optional<http::app> app_;
  std::thread serving_;
};

/// Ends the run: the service does not do what it must.
[[noreturn]] void broken(std::string_view promise, std::string_view detail);

}  // namespace millrace::harness
