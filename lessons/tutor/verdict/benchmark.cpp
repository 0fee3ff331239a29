#include "verdict/benchmark.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <thread>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "course/project.h"

namespace millrace::tutor {
namespace {

using nlohmann::json;

int count_if(const run_result& run, const std::function<bool(const std::string&)>& wanted) {
  int all = 0;
  for (const auto& [status, count] : run.statuses) all += wanted(status) ? count : 0;
  return all;
}

int answered(const run_result& run) {
  return count_if(run, [](const auto&) { return true; });
}

json context_of(const std::string& candidate) {
  char host[256] = "";
  gethostname(host, sizeof host - 1);
  double load[3] = {};
  const int loads = getloadavg(load, 3);
  return {{"executable", "millrace bench, " + candidate},
          {"host_name", host},
          {"num_cpus", std::thread::hardware_concurrency()},
          {"library_build_type", "release"},
          {"load_avg", std::vector<double>(load, load + std::max(0, loads))}};
}

json row_of(const std::string& lab, const run_result& run, std::size_t round, std::size_t rounds) {
  json row = {{"name", lab},           {"run_name", lab},           {"run_type", "iteration"},
              {"repetitions", rounds}, {"repetition_index", round}, {"threads", 1}};
  if (answered(run) == 0) {
    row["error_occurred"] = true;
    row["error_message"] = "no request was answered";
    return row;
  }
  row["iterations"] = answered(run);
  row["real_time"] = run.seconds / answered(run) * 1e9;
  row["time_unit"] = "ns";
  row["items_per_second"] = run.throughput;
  row["served_per_second"] = served_per_second(run);
  for (const auto* share : {"p50", "p99", "p999"}) row[std::string(share) + "_us"] = run.latency_us.at(share);
  row["peak_tasks"] = run.peak_tasks;
  row["peak_memory_bytes"] = run.peak_memory_bytes;
  row["refused"] = refused(run);
  row["unanswered"] = run.requests - answered(run);
  if (const auto why = caveat(run); !why.empty()) row["label"] = why;
  return row;
}

}  // namespace

int refused(const run_result& run) {
  return count_if(run, [](const auto& status) { return status == "429" || status == "503"; });
}

double served_per_second(const run_result& run) {
  const int all = answered(run);
  const int served =
      count_if(run, [](const auto& status) { return status.front() < '5' && status != "429"; });
  return all == 0 ? 0 : run.throughput * served / all;
}

// What is bounded is not the service's number of tasks under this load, which is larger than a check's.
std::string caveat(const run_result& run) {
  if (run.ended != "exited") return "measured until its end: " + run.ended;
  for (const auto& each : run.findings) {
    if (each.kind != "too many tasks") return each.kind;
  }
  return {};
}

void write_benchmark(const std::filesystem::path& file, const std::string& candidate,
                     const measured_labs& of) {
  json rows = json::array();
  for (const auto& [lab, runs] : of) {
    for (std::size_t i = 0; i < runs.size(); ++i) rows.push_back(row_of(lab, runs[i], i, runs.size()));
  }
  std::ofstream stream(file);
  stream << json{{"context", context_of(candidate)}, {"benchmarks", rows}}.dump(1) << '\n';
  stream.close();
  if (!stream) throw cannot_run("cannot write " + file.string() + "; check that the disk has space");
}

}  // namespace millrace::tutor
