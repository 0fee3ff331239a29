#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "history/database.h"
#include "history/provenance.h"
#include "reading/results.h"

namespace millrace::compare {

/// What one kept run measured of one row.
struct kept_point {
  std::string candidate;
  provenance from;
  std::string noise;  ///< why the machine was called noisy; empty if it was not
  std::vector<double> samples;
};

/// Results of all runs that were kept, in SQLite. Nothing is ever overwritten or deleted.
class store {
 public:
  /// Throws cannot_compare.
  explicit store(const std::filesystem::path& file);

  /// False, and nothing done, if the very same results are kept already.
  bool keep(const results& of, const provenance& from, const std::string& noise);

  /// Names of rows that have that metric.
  std::vector<std::string> rows(const std::string& metric);
  /// All runs of a row, the oldest measurement first.
  std::vector<kept_point> points(const std::string& row, const std::string& metric);

 private:
  void add_rows(const results& of, std::int64_t run);

  database base_;
};

}  // namespace millrace::compare
