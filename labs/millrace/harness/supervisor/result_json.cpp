#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <sys/utsname.h>

#include <nlohmann/json.hpp>

#include <millrace/harness/supervisor/result.h>

namespace millrace::harness {
namespace {

using nlohmann::json;

constexpr int format_version = 1;

json to_json(const place& at) {
  if (!at.known()) return nullptr;
  return {{"file", at.file}, {"line", at.line}};
}

json to_json(const stack& s) {
  json frames = json::array();
  for (const frame& f : s.frames)
    frames.push_back({{"function", f.function}, {"file", f.at.file}, {"line", f.at.line}});
  return {{"title", s.title}, {"frames", frames}};
}

json to_json(const task_note& t) {
  return {{"name", t.name},
          {"state", t.state},
          {"blocked_on", t.blocked_on},
          {"at", to_json(t.at)},
          {"spawned", to_json(t.spawned)}};
}

json to_json(const finding& f);
json to_json(const invariant& i);

template <class Value>
json list(const std::vector<Value>& values) {
  json all = json::array();
  for (const auto& value : values) all.push_back(to_json(value));
  return all;
}

json to_json(const finding& f) {
  return {{"instrument", f.instrument},
          {"kind", f.kind},
          {"message", f.message},
          {"where", to_json(f.where)},
          {"stacks", list(f.stacks)},
          {"tasks", list(f.tasks)},
          {"count", f.count}};
}

json to_json(const invariant& i) {
  return {{"promise", i.promise}, {"held", i.held}, {"detail", i.detail}};
}

// The smallest latency that at least this share of the requests did not exceed (nearest rank).
std::int64_t percentile(const std::vector<std::chrono::microseconds>& sorted, double share) {
  if (sorted.empty()) return 0;
  const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
  return sorted[std::clamp<std::size_t>(rank, 1, sorted.size()) - 1].count();
}

json to_json(const measurements& m) {
  auto latency = m.latency;
  std::ranges::sort(latency);
  json statuses = json::object();
  for (const auto& [status, count] : m.by_status) statuses[std::to_string(status)] = count;
  const double seconds = m.elapsed.count();
  return {{"requests", m.requests},
          {"unanswered", m.unanswered},
          {"seconds", seconds},
          {"throughput", seconds > 0 ? static_cast<double>(latency.size()) / seconds : 0.0},
          {"latency_us",
           {{"p50", percentile(latency, 0.5)},
            {"p90", percentile(latency, 0.9)},
            {"p99", percentile(latency, 0.99)},
            {"p999", percentile(latency, 0.999)},
            {"max", percentile(latency, 1)}}},
          {"statuses", statuses},
          {"peak_tasks", m.peak_tasks},
          {"peak_memory_bytes", m.peak_memory_bytes}};
}

json versions() {
  utsname system{};
  uname(&system);
#ifdef __clang__
  const std::string compiler = "clang " __clang_version__;
#else
  const std::string compiler = "g++ " __VERSION__;
#endif
  return {{"compiler", compiler},
          {"kernel", std::string(system.sysname) + ' ' + system.release + ' ' + system.machine}};
}

json to_json(const result& run) {
  const char* verdict = run.error ? "error" : run.passed() ? "pass" : "fail";
  return {{"format", format_version},
          {"lab", run.lab},
          {"candidate", run.candidate},
          {"flavour", run.flavour},
          {"scale", run.scale},
          {"seed", run.seed},
          {"verdict", verdict},
          {"error", run.error ? json{{"what", run.error->what}, {"next", run.error->next}} : json(nullptr)},
          {"instruments", run.instruments},
          {"findings", list(run.findings)},
          {"invariants", list(run.invariants)},
          {"measurements", to_json(run.measured)},
          {"bounds",
           {{"tasks", run.limits.tasks},
            {"memory_bytes", run.limits.memory_bytes},
            {"deadline_ms", run.limits.deadline.count()},
            {"shutdown_ms", run.limits.shutdown.count()}}},
          {"end",
           {{"how", run.end.how},
            {"code", run.end.code},
            {"signal", run.end.signal.empty() ? json(nullptr) : json(run.end.signal)}}},
          {"versions", versions()}};
}

}  // namespace

// Written beside and renamed, so that nobody ever reads half a result.
void write_result(const result& run, const std::string& folder) {
  const std::string path = folder + "/result.json";
  const std::string unfinished = path + ".unfinished";
  std::ofstream file(unfinished);
  // A candidate's text may hold any bytes; what is not UTF-8 is replaced.
  file << to_json(run).dump(1, ' ', false, json::error_handler_t::replace) << '\n';
  file.close();
  if (!file || std::rename(unfinished.c_str(), path.c_str()) != 0) {
    throw cannot_run("cannot write " + path,
                     "check that the disk has space and that the folder may be written");
  }
}

}  // namespace millrace::harness
