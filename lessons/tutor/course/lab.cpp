#include "course/lab.h"

#include <toml++/toml.h>

namespace millrace::tutor {
namespace {

std::string text_at(const toml::table& table, const std::filesystem::path& file, const char* key) {
  const auto value = table[key].value<std::string>();
  if (!value || value->empty())
    throw cannot_run(file.string() + ": '" + key + "' is missing; every lab has one");
  return *value;
}

lab from_table(const toml::table& table, const std::filesystem::path& file) {
  lab read;
  read.directory = file.parent_path();
  read.name = read.directory.filename().string();
  read.area = read.directory.parent_path().filename().string();
  read.title = text_at(table, file, "title");
  read.bug = text_at(table, file, "bug");
  read.go = text_at(table, file, "go");
  if (const auto* symptoms = table["symptoms"].as_table()) {
    for (const auto& [instrument, value] : *symptoms) {
      const auto* parts = value.as_table();
      if (!parts)
        throw cannot_run(file.string() +
                         ": a symptom is a table like { kind = \"data race\", at = \"++visits_\" }");
      read.symptoms[std::string(instrument.str())] = {(*parts)["kind"].value_or(std::string()),
                                                      (*parts)["at"].value_or(std::string()),
                                                      (*parts)["says"].value_or(std::string())};
    }
  }
  if (const auto* may = table["may"].as_table()) {
    for (const auto& [instrument, why] : *may)
      read.may[std::string(instrument.str())] = why.value_or(std::string());
  }
  return read;
}

}  // namespace

lab read_lab(const std::filesystem::path& file) {
  try {
    return from_table(toml::parse_file(file.string()), file);
  } catch (const toml::parse_error& error) {
    throw cannot_run(file.string() + ':' + std::to_string(error.source().begin.line) + ": " +
                     std::string(error.description()) + "; correct that line");
  }
}

}  // namespace millrace::tutor
