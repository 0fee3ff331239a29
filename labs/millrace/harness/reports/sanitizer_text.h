#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <millrace/harness/reports/finding.h>

namespace millrace::harness {

std::vector<std::string_view> split_lines(std::string_view text);
std::string_view trim(std::string_view text);

/// "    #1 service(app&)::{lambda()#1}::operator() /path/broken.cpp:14:3 (broken+0x12)" as a frame; none for
/// any other line. AddressSanitizer's form, with "0x... in" after the number, as well.
std::optional<frame> read_frame(std::string_view line);

/// Adds to `findings`, or counts it if one of its kind at its place is there already.
void add_or_count(std::vector<finding>& findings, finding found);

/// "/path/broken.cpp:14:3" without its column; none if it has no line number.
std::optional<place> read_place(std::string_view text);

/// The file's name and line for a sentence: "broken.cpp:14".
std::string short_place(const place& at);

}  // namespace millrace::harness
