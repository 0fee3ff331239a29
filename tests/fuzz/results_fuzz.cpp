// Whatever a file holds, it is read, or refused in one line with what to do; rows that were read can be
// matched.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "model/matching.h"
#include "reading/read_results.h"

using namespace millrace::compare;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check(const results& read) {
  require(!read.rows.empty());
  for (const auto& row : read.rows) {
    for (const auto& [metric, values] : row.samples) {
      require(!values.empty());
      for (const double value : values) require(std::isfinite(value));
    }
  }
  std::size_t matched = 0;
  for (const auto& row : match({read, read})) matched += row.of[0] && row.of[1] ? 1 : 0;
  require(matched > 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    check(read_results_text({reinterpret_cast<const char*>(data), size}, "fuzzed"));
  } catch (const cannot_compare& error) {
    const std::string_view words = error.what();
    require(words.find('\n') == std::string_view::npos && words.find(';') != std::string_view::npos);
  }
  return 0;
}
