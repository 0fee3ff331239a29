#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <toml++/toml.h>

namespace millrace::tutor {

/// Parses `text`, which begins on the line `first_line` of `file`. Throws cannot_run with file and line.
toml::table parse_toml(const std::string& text, const std::filesystem::path& file, int first_line = 1);

/// A text that must be there; throws cannot_run if it is not. `file` is for the message.
std::string text_at(const toml::table& table, const std::filesystem::path& file, const char* key);

/// A list of texts, at least one; throws cannot_run otherwise.
std::vector<std::string> texts_at(const toml::table& table, const std::filesystem::path& file,
                                  const char* key);

}  // namespace millrace::tutor
