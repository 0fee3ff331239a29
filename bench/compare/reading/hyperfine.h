#pragma once

#include <nlohmann/json.hpp>

#include "reading/results.h"

namespace millrace::compare {

/// Whether a document has the shape that hyperfine --export-json writes: an array "results" of commands.
bool is_hyperfine(const nlohmann::json& document);

/// Adds a row a command: its times as real_time, and the memory it took.
void read_hyperfine(const nlohmann::json& document, results& into);

}  // namespace millrace::compare
