#include "verdict/result.h"

#include <nlohmann/json.hpp>

#include "course/project.h"

namespace millrace::tutor {
namespace {

using nlohmann::json;

constexpr int known_format = 1;

place to_place(const json& j) {
  if (!j.is_object()) return {};
  return {j.value("file", std::string()), j.value("line", 0)};
}

stack to_stack(const json& j) {
  stack s{j.value("title", std::string()), {}};
  for (const auto& f : j.at("frames")) {
    s.frames.push_back(
        {f.value("function", std::string()), {f.value("file", std::string()), f.value("line", 0)}});
  }
  return s;
}

task_note to_task(const json& j) {
  return {j.value("name", std::string()), j.value("state", std::string()),
          j.value("blocked_on", std::string()), to_place(j.at("at")), to_place(j.at("spawned"))};
}

finding to_finding(const json& j) {
  finding f;
  f.instrument = j.at("instrument").get<std::string>();
  f.kind = j.at("kind").get<std::string>();
  f.message = j.at("message").get<std::string>();
  f.where = to_place(j.at("where"));
  for (const auto& s : j.at("stacks")) f.stacks.push_back(to_stack(s));
  for (const auto& t : j.at("tasks")) f.tasks.push_back(to_task(t));
  f.count = j.value("count", 1);
  return f;
}

run_result from_json(const json& j) {
  if (j.at("format").get<int>() != known_format) throw cannot_run("another format");
  run_result run;
  run.flavour = j.at("flavour").get<std::string>();
  run.instruments = j.at("instruments").get<std::vector<std::string>>();
  for (const auto& f : j.at("findings")) run.findings.push_back(to_finding(f));
  if (const auto& error = j.at("error"); error.is_object()) {
    run.error = error.at("what").get<std::string>() + "; " + error.at("next").get<std::string>();
  }
  const auto& measured = j.at("measurements");
  run.throughput = measured.at("throughput").get<double>();
  run.seconds = measured.at("seconds").get<double>();
  run.requests = measured.at("requests").get<int>();
  run.statuses = measured.at("statuses").get<std::map<std::string, int>>();
  run.peak_tasks = measured.at("peak_tasks").get<int>();
  run.peak_memory_bytes = measured.at("peak_memory_bytes").get<std::int64_t>();
  run.latency_us = measured.at("latency_us").get<std::map<std::string, std::int64_t>>();
  run.ended = j.at("end").at("how").get<std::string>();
  return run;
}

}  // namespace

run_result read_result(const std::filesystem::path& evidence) {
  const auto file = evidence / "result.json";
  try {
    auto run = from_json(json::parse(read_file(file)));
    run.evidence = evidence;
    return run;
  } catch (const json::exception&) {
    throw cannot_run(file.string() + " is not a whole result; run the check again");
  } catch (const cannot_run&) {
    throw cannot_run(file.string() + " is missing or from another version of Millrace; run the check again");
  }
}

}  // namespace millrace::tutor
