#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "reading/results.h"

namespace millrace::compare {

/// What the text of a file says, whoever wrote it. Throws cannot_compare.
results read_results_text(std::string_view text, const std::string& file);

/// A candidate: a file, or a folder whose *.json files are read together. "NAME=PATH" gives it another name.
/// Throws cannot_compare.
results read_results(const std::string& word);

/// Candidates that were called alike are told apart by their folders.
void tell_apart(std::vector<results>& all, const std::vector<std::string>& words);

}  // namespace millrace::compare
