#pragma once

#include <string_view>
#include <vector>

#include <millrace/harness/reports/finding.h>

namespace millrace::harness {

/// The findings in what the Address, Leak and UndefinedBehavior sanitizers printed (g++'s and clang's
/// runtimes). Findings of one kind at one place are one with a count.
std::vector<finding> read_address_sanitizer(std::string_view text, const source_focus& focus);

}  // namespace millrace::harness
