#include <chrono>
#include <sstream>

#include <millrace/harness/candidate/census.h>
#include <millrace/harness/candidate/control.h>

namespace millrace::harness {

control::control(int descriptor, std::function<void(const std::string& name, long value)> set)
    : lines_(descriptor), set_(std::move(set)) {}

void control::answer() {
  while (!lines_.closed()) {
    const auto line = lines_.read_line(std::chrono::hours(1));
    if (!line) continue;
    std::istringstream words(*line);
    std::string verb;
    words >> verb;
    if (verb == "exit") return;
    if (verb == "count" && census::available()) {
      say("tasks " + std::to_string(census::alive()) + ' ' + std::to_string(census::peak()));
    } else if (verb == "count") {
      say("no census");
    } else if (verb == "census") {
      lines_.write(census::report(true) + "end of census\n");
    } else if (verb == "set") {
      std::string name;
      long value = 0;
      if (words >> name >> value) set_(name, value);
    }
  }
}

}  // namespace millrace::harness
