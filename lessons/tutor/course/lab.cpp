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
  if (const auto* knobs = table["knobs"].as_table()) {
    for (const auto& [name, value] : *knobs) {
      const auto* parts = value.as_table();
      if (!parts)
        throw cannot_run(file.string() + ": a knob is a table like { min = 1, max = 32, default = 8 }");
      const auto number = [&](const char* key) {
        return static_cast<long>((*parts)[key].value_or(std::int64_t{0}));
      };
      read.knobs.push_back({std::string(name.str()), number("min"), number("max"), number("default")});
    }
  }
  read.most_tasks = static_cast<long>(table["bounds"]["tasks"].value_or(std::int64_t{0}));
  read.live_rate = static_cast<long>(table["live"]["rate"].value_or(std::int64_t{0}));
  return read;
}

}  // namespace

lab read_lab(const std::filesystem::path& file) {
  return from_table(parse_toml(read_file(file), file), file);
}

}  // namespace millrace::tutor
