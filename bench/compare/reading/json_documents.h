#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace millrace::compare {

struct json_documents {
  std::vector<nlohmann::json> all;
  int lines_before = 0;  ///< lines of other text before the first document
};

/// The JSON documents of a file, one behind the other. Google Benchmark writes NaN and Infinity, which JSON
/// does not know: they are read as null. Throws cannot_compare, with the line, if one is broken.
json_documents read_json_documents(std::string_view text, const std::string& file);

}  // namespace millrace::compare
