#pragma once

#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace millrace::compare {

/// What we were given cannot be compared: exit code 2. Its text is one line that says what happened, where,
/// and what to do next.
class cannot_compare : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// How a benchmark's cost grows, as Google Benchmark fitted it over a family of sizes.
struct complexity {
  std::string order;                  ///< "NlgN"
  std::optional<double> coefficient;  ///< seconds of real time
  std::optional<double> misfit;       ///< root mean square of the residuals, as a share of the mean
};

/// One benchmark of one program: what each repetition measured.
struct result_row {
  std::string program;  ///< the executable's base name; may be empty
  std::string name;     ///< as the program says it, without the suffixes of aggregates
  int threads = 1;
  /// One value a repetition; times in seconds, counters as they were written.
  std::map<std::string, std::vector<double>> samples;
  /// Medians (else means) of a file that holds only aggregates.
  std::map<std::string, double> middles;
  std::string error;  ///< why it was not measured, in the program's own words
  std::string label;
  std::optional<complexity> growth;

  bool measured() const { return !samples.empty() || !middles.empty(); }
};

/// What a file says of the machine and the moment.
struct run_context {
  std::string program;  ///< as it was called
  std::string host;
  std::string date;
  int processors = 0;
  double megahertz = 0;
  std::optional<bool> frequency_scaling;
  std::optional<double> load;               ///< of the last minute, when it began
  std::string library;                      ///< its version; may be empty
  std::string library_build;                ///< "release" or "debug"
  std::map<std::string, std::string> more;  ///< what --benchmark_context said
};

/// All that was read for one candidate.
struct results {
  std::string name;
  std::vector<result_row> rows;  ///< in the order of the file
  std::vector<run_context> contexts;
  std::vector<std::string> notes;  ///< what the reader has to be told: lines passed over, runs that failed

  /// The row of that program and name, made if there is none.
  result_row& row(const std::string& program, const std::string& name);
};

}  // namespace millrace::compare
