// Google Benchmark's main, but rows keep the names they were given, without "/iterations:1/manual_time":
// peers match by name, also those in Go.
#include <algorithm>
#include <string_view>

#include <benchmark/benchmark.h>

namespace {

template <class Reporter>
class plainly_named final : public Reporter {
 public:
  void ReportRuns(const std::vector<benchmark::BenchmarkReporter::Run>& reported) override {
    auto runs = reported;
    for (auto& run : runs) {
      run.run_name.iterations.clear();
      run.run_name.time_type.clear();
    }
    Reporter::ReportRuns(runs);
  }
};

}  // namespace

int main(int argc, char** argv) {
  const bool to_file = std::any_of(
      argv, argv + argc, [](std::string_view argument) { return argument.starts_with("--benchmark_out="); });
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  plainly_named<benchmark::ConsoleReporter> console;
  plainly_named<benchmark::JSONReporter> file;
  benchmark::RunSpecifiedBenchmarks(&console, to_file ? &file : nullptr);
}
