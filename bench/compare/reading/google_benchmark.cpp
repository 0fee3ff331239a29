#include "reading/google_benchmark.h"

#include <array>
#include <filesystem>
#include <functional>
#include <set>
#include <string_view>

#include "reading/json_fields.h"

namespace millrace::compare {
namespace {

using nlohmann::json;

/// Numbers that tell how a row was measured, not what.
const std::set<std::string, std::less<>> not_counters = {"family_index",     "per_family_instance_index",
                                                         "repetitions",      "repetition_index",
                                                         "threads",          "time_unit",
                                                         "iterations",       "cpu_coefficient",
                                                         "real_coefficient", "rms"};

bool is_time(std::string_view metric) {
  return metric == "real_time" || metric == "cpu_time";
}

double seconds_in(const std::string& unit) {
  if (unit == "s") return 1;
  if (unit == "ms") return 1e-3;
  if (unit == "us") return 1e-6;
  return 1e-9;
}

/// The last part of a name behind one of the suffixes of aggregates; empty if it has none.
std::string aggregate_suffix(const std::string& name) {
  static constexpr std::array suffixes = {"mean", "median", "stddev", "cv", "min", "max", "BigO", "RMS"};
  const auto bar = name.rfind('_');
  if (bar == std::string::npos) return {};
  for (const std::string suffix : suffixes) {
    if (name.substr(bar + 1) == suffix) return suffix;
  }
  return {};
}

/// "mean", "median", "BigO" ...; empty for a measurement. Before 1.5 there was no run_type: the name tells.
std::string aggregate_of(const json& entry) {
  const auto type = text_at(entry, "run_type");
  if (type == "iteration") return {};
  const auto named = text_at(entry, "aggregate_name");
  return type == "aggregate" && !named.empty() ? named : aggregate_suffix(text_at(entry, "name"));
}

std::string row_name(const json& entry, const std::string& aggregate) {
  if (const auto run = text_at(entry, "run_name"); !run.empty()) return run;
  const auto name = text_at(entry, "name");
  const auto suffix = '_' + aggregate;
  return !aggregate.empty() && name.ends_with(suffix) ? name.substr(0, name.size() - suffix.size()) : name;
}

void read_metrics(const json& entry, const std::function<void(const std::string&, double)>& take) {
  const auto unit = seconds_in(text_at(entry, "time_unit"));
  for (const auto& [key, value] : entry.items()) {
    if (not_counters.contains(key)) continue;
    if (const auto number = number_at(entry, key)) take(key, is_time(key) ? *number * unit : *number);
  }
}

void read_complexity(const json& entry, const std::string& aggregate, result_row& into) {
  if (!into.growth) into.growth.emplace();
  if (aggregate == "RMS") {
    into.growth->misfit = number_at(entry, "rms");
    return;
  }
  into.growth->order = text_at(entry, "big_o");
  if (const auto factor = number_at(entry, "real_coefficient"))
    into.growth->coefficient = *factor * seconds_in(text_at(entry, "time_unit"));
}

void read_aggregate(const json& entry, const std::string& aggregate, result_row& into) {
  if (aggregate == "BigO" || aggregate == "RMS") return read_complexity(entry, aggregate, into);
  if (aggregate != "median" && aggregate != "mean") return;
  read_metrics(entry, [&](const std::string& metric, double value) {
    if (aggregate == "median") into.middles[metric] = value;
    into.middles.try_emplace(metric, value);
  });
}

/// Why a row was not measured: error_occurred until 1.7, skipped from 1.8 on.
std::string error_in(const json& entry) {
  const auto words = [&](const std::string& key, const std::string& otherwise) {
    const auto said = text_at(entry, key);
    return said.empty() ? otherwise : said;
  };
  if (true_at(entry, "error_occurred")) return words("error_message", "it failed");
  if (true_at(entry, "skipped") || (entry.contains("skipped") && entry["skipped"].is_string()))
    return words("skip_message", words("error_message", "it was skipped"));
  return {};
}

void read_entry(const json& entry, const std::string& program, results& into) {
  const auto aggregate = aggregate_of(entry);
  const auto name = row_name(entry, aggregate);
  if (name.empty()) {
    into.notes.emplace_back("an entry without a name was passed over");
    return;
  }
  auto& row = into.row(program, name);
  row.threads = whole_at(entry, "threads", row.threads);
  if (row.label.empty()) row.label = text_at(entry, "label");
  if (auto error = error_in(entry); !error.empty()) {
    row.error = std::move(error);
  } else if (!aggregate.empty()) {
    read_aggregate(entry, aggregate, row);
  } else {
    read_metrics(entry,
                 [&](const std::string& metric, double value) { row.samples[metric].push_back(value); });
  }
}

run_context read_context(const json& context) {
  static const std::set<std::string, std::less<>> known = {
      "date",   "host_name", "executable",         "num_cpus",       "mhz_per_cpu", "cpu_scaling_enabled",
      "caches", "load_avg",  "library_build_type", "library_version"};
  run_context read;
  read.program = text_at(context, "executable");
  read.host = text_at(context, "host_name");
  read.date = text_at(context, "date");
  read.processors = whole_at(context, "num_cpus", 0);
  read.megahertz = number_at(context, "mhz_per_cpu").value_or(0);
  read.library = text_at(context, "library_version");
  read.library_build = text_at(context, "library_build_type");
  if (context.contains("cpu_scaling_enabled"))
    read.frequency_scaling = true_at(context, "cpu_scaling_enabled");
  if (const auto load = context.find("load_avg");
      load != context.end() && load->is_array() && !load->empty() && load->front().is_number())
    read.load = load->front().get<double>();
  for (const auto& [key, value] : context.items()) {
    if (!known.contains(key) && value.is_string()) read.more[key] = value.get<std::string>();
  }
  return read;
}

}  // namespace

bool is_google_benchmark(const json& document) {
  return document.is_object() && document.contains("benchmarks") && document["benchmarks"].is_array();
}

void read_google_benchmark(const json& document, results& into) {
  run_context context;
  if (const auto found = document.find("context"); found != document.end() && found->is_object())
    context = read_context(*found);
  const auto program = std::filesystem::path(context.program).filename().string();
  for (const auto& entry : document["benchmarks"]) {
    if (entry.is_object())
      read_entry(entry, program, into);
    else
      into.notes.emplace_back("an entry that is no object was passed over");
  }
  into.contexts.push_back(std::move(context));
}

}  // namespace millrace::compare
