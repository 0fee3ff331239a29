#pragma once

#include <filesystem>
#include <string>

#include "terminal/style.h"

namespace millrace::tutor {

/// What `diff -u` says of two files, with colours and under the names given; empty if they are equal. Throws
/// cannot_run.
std::string rendered_diff(const std::filesystem::path& from, const std::filesystem::path& to,
                          const std::string& from_name, const std::string& to_name, const style& in);

/// A few lines around one line of a source file, with their numbers and a mark at the line; empty if it can't
/// be read.
std::string excerpt(const std::string& file, int line, int around, const style& in);

}  // namespace millrace::tutor
