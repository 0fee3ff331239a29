#include "progress/journal.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "course/project.h"

namespace millrace::tutor {

void journal::add(const std::string& lesson, const std::string& what, int value) const {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const nlohmann::json record = {{"at", std::chrono::duration_cast<std::chrono::seconds>(now).count()},
                                 {"lesson", lesson},
                                 {"what", what},
                                 {"value", value}};
  // A line break on both sides: whatever a killed writer left before it, this record has a line of its own.
  const std::string line = '\n' + record.dump() + '\n';
  std::error_code ignored;
  std::filesystem::create_directories(file_.parent_path(), ignored);
  const int file = open(file_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  const bool written =
      file >= 0 && write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size());
  const int error = errno;
  if (file >= 0) close(file);
  if (!written) {
    throw cannot_run("cannot note your progress in " + file_.string() + ": " + std::strerror(error) +
                     "; free some space or mend its permissions");
  }
}

std::map<std::string, lesson_progress> journal::read() const {
  std::map<std::string, lesson_progress> all;
  std::ifstream file(file_);
  for (std::string line; std::getline(file, line);) {
    const auto record = nlohmann::json::parse(line, nullptr, false);
    if (!record.is_object() || !record.contains("lesson") || !record["lesson"].is_string()) continue;
    const auto what = record.value("what", nlohmann::json());
    const auto number = record.value("value", nlohmann::json());
    if (!what.is_string() || !number.is_number_integer()) continue;
    auto& progress = all[record["lesson"].get<std::string>()];
    const int value = number.get<int>();
    if (what == "predicted") progress.prediction = value;
    if (what == "hint") progress.hints = std::max(progress.hints, value);
    if (what == "broken") progress.saw_broken = true;
    if (what == "checked") ++progress.checks;
    if (what == "passed") progress.passed = true;
    if (what == "transfer") progress.transfer = value;
  }
  return all;
}

}  // namespace millrace::tutor
