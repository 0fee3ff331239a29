#include "course/project.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace millrace::tutor {
namespace {

std::filesystem::path first_of(const std::string& given, const char* variable, const char* built_in) {
  if (!given.empty()) return std::filesystem::absolute(given);
  if (const char* set = std::getenv(variable); set && *set) return std::filesystem::absolute(set);
  return built_in;
}

}  // namespace

project find_project(const std::string& root, const std::string& build) {
  project found;
  found.root = first_of(root, "MILLRACE_ROOT", MILLRACE_ROOT).lexically_normal();
  const std::string default_build = root.empty() ? MILLRACE_BUILD : (found.root / "build").string();
  found.build = first_of(build, "MILLRACE_BUILD", default_build.c_str()).lexically_normal();
  if (!std::filesystem::is_directory(found.lessons()) || !std::filesystem::is_directory(found.labs())) {
    throw cannot_run("there is no course in " + found.root.string() +
                     "; name its folder with --root or MILLRACE_ROOT");
  }
  return found;
}

std::string shown(const project& where, const std::filesystem::path& path) {
  const auto relative = path.lexically_relative(where.root);
  return relative.empty() || *relative.begin() == ".." ? path.string() : relative.string();
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw cannot_run("cannot read " + path.string() + "; check that it exists and may be read");
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace millrace::tutor
