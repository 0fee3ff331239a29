#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "verdict/result.h"

namespace millrace::tutor {

/// What the scenarios of some labs measured of one candidate, a run a round: by lab, in the order of the
/// rounds.
using measured_labs = std::map<std::string, std::vector<run_result>>;

/// Requests that were refused, for others to be served: 429 and 503.
int refused(const run_result& run);
/// Requests a second whose answer is about what was asked: neither refused nor failed (5xx).
double served_per_second(const run_result& run);
/// Why a run's figures are not those of a service that does its work; empty if they are.
std::string caveat(const run_result& run);

/// Writes it as Google Benchmark does: a row a lab, a repetition a round, its counters beside the time a
/// request took. Throws cannot_run if it can't be written.
void write_benchmark(const std::filesystem::path& file, const std::string& candidate,
                     const measured_labs& of);

}  // namespace millrace::tutor
