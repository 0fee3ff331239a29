#include "course/toml_file.h"

#include "course/project.h"

namespace millrace::tutor {

toml::table parse_toml(const std::string& text, const std::filesystem::path& file, int first_line) {
  try {
    return toml::parse(text, file.string());
  } catch (const toml::parse_error& error) {
    const auto line = static_cast<int>(error.source().begin.line) + first_line - 1;
    throw cannot_run(file.string() + ':' + std::to_string(line) + ": " + std::string(error.description()) +
                     "; correct that line");
  }
}

std::string text_at(const toml::table& table, const std::filesystem::path& file, const char* key) {
  const auto value = table[key].value<std::string>();
  if (!value || value->empty())
    throw cannot_run(file.string() + ": '" + key + "' is missing; give it a text between quotes");
  return *value;
}

std::vector<std::string> texts_at(const toml::table& table, const std::filesystem::path& file,
                                  const char* key) {
  std::vector<std::string> texts;
  if (const auto* array = table[key].as_array()) {
    for (const auto& element : *array) texts.push_back(element.value_or(std::string()));
  }
  if (texts.empty()) throw cannot_run(file.string() + ": '" + key + "' is missing; give it a list of texts");
  return texts;
}

}  // namespace millrace::tutor
