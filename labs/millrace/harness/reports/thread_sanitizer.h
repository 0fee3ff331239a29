#pragma once

#include <string_view>
#include <vector>

#include <millrace/harness/reports/finding.h>

namespace millrace::harness {

/// The findings in what ThreadSanitizer printed (g++'s and clang's runtimes). Reports of one kind at one
/// place are one finding with a count. Text that is no report is passed over; a report that breaks off is
/// kept as far as it goes.
std::vector<finding> read_thread_sanitizer(std::string_view text, const source_focus& focus);

}  // namespace millrace::harness
