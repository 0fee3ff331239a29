#include "course/lab.h"

#include "course/toml_file.h"

namespace millrace::tutor {
namespace {

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
  return from_table(parse_toml(read_file(file), file), file);
}

}  // namespace millrace::tutor
