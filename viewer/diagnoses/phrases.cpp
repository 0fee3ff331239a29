#include "diagnoses/phrases.h"

#include <cstdio>

namespace millrace::viewer {

std::string count_of(std::uint64_t number, std::string_view what) {
  return std::to_string(number) + ' ' + std::string(what) + (number == 1 ? "" : "s");
}

std::string seconds_of(double seconds) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f s", seconds);
  return text;
}

std::string short_place(std::string_view place) {
  const auto slash = place.rfind('/');
  return std::string(slash == std::string_view::npos ? place : place.substr(slash + 1));
}

std::string name_of(const probe::resource_view& resource) {
  const std::string kind = probe::describe_resource(resource.kind);
  if (!resource.name.empty()) return kind + " '" + resource.name + "'";
  return resource.made_at.empty() ? kind : kind + " made at " + short_place(resource.made_at);
}

std::string name_of(const probe::task_view& task) {
  if (!task.name.empty()) return "task '" + task.name + "'";
  return task.spawned_at.empty() ? "a thread" : "a thread started at " + short_place(task.spawned_at);
}

}  // namespace millrace::viewer
