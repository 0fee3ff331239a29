#include "verdict/verdict_json.h"

#include <nlohmann/json.hpp>

namespace millrace::tutor {
namespace {

using nlohmann::json;

json to_json(const finding& f) {
  json where = nullptr;
  if (f.where.known()) where = {{"file", f.where.file}, {"line", f.where.line}};
  return {{"instrument", f.instrument},
          {"kind", f.kind},
          {"message", f.message},
          {"where", where},
          {"told", f.told},
          {"count", f.count}};
}

}  // namespace

std::string verdict_json(const verdict& outcome) {
  json findings = json::array();
  for (const auto& f : outcome.findings()) findings.push_back(to_json(f));
  json runs = json::array();
  for (const auto& run : outcome.runs) {
    runs.push_back({{"flavour", run.flavour},
                    {"instruments", run.instruments},
                    {"passed_over", run.passed_over},
                    {"schedules", run.schedules},
                    {"requests", run.requests},
                    {"throughput", run.throughput},
                    {"latency_us", run.latency_us},
                    {"peak_tasks", run.peak_tasks},
                    {"peak_memory_bytes", run.peak_memory_bytes}});
  }
  json build = nullptr;
  if (outcome.failed_build) {
    const auto& first = outcome.failed_build->first_error;
    build = {{"file", first.file}, {"line", first.line}, {"message", first.message}};
  }
  const json all = {{"lab", outcome.lab},
                    {"candidate", outcome.candidate},
                    {"verdict", outcome.passed()                       ? "pass"
                                : outcome.exit_code() == could_not_run ? "error"
                                                                       : "fail"},
                    {"error", outcome.error.empty() ? json(nullptr) : json(outcome.error)},
                    {"build_error", build},
                    {"instruments", outcome.instruments},
                    {"findings", findings},
                    {"runs", runs},
                    {"evidence", outcome.evidence.string()}};
  return all.dump(2, ' ', false, json::error_handler_t::replace);
}

}  // namespace millrace::tutor
