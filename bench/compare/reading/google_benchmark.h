#pragma once

#include <nlohmann/json.hpp>

#include "reading/results.h"

namespace millrace::compare {

/// Whether a document has the shape that Google Benchmark writes: an array "benchmarks".
bool is_google_benchmark(const nlohmann::json& document);

/// Adds what such a document says, of versions 1.3 to 1.9: repetitions, aggregates, counters, complexity,
/// errors. Rows that are there already gain repetitions.
void read_google_benchmark(const nlohmann::json& document, results& into);

}  // namespace millrace::compare
