#include "explored.h"

#include <array>
#include <cstdio>
#include <sys/wait.h>

#include <gtest/gtest.h>

namespace millrace {
namespace {

std::string quoted(const std::string& word) {
  return "'" + word + "'";
}

}  // namespace

std::string exploration::kinds() const {
  std::string all;
  for (const auto& each : result.at("findings"))
    all += (all.empty() ? "" : ", ") + each.at("kind").get<std::string>();
  return all;
}

bool exploration::found(const std::string& kind) const {
  for (const auto& each : result.at("findings")) {
    if (each.at("kind") == kind) return true;
  }
  return false;
}

exploration explore(const std::string& program, const std::string& options,
                    const std::vector<std::string>& arguments) {
  std::string command = "MILLRACE_EXPLORE='" + options + "' " + quoted(program);
  for (const auto& each : arguments) command += ' ' + quoted(each);
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  exploration made;
  std::string output;
  std::array<char, 4096> bytes{};
  while (const std::size_t count = std::fread(bytes.data(), 1, bytes.size(), pipe))
    output.append(bytes.data(), count);
  const int status = pclose(pipe);
  made.code = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  if (output.starts_with("{"))
    made.result = nlohmann::json::parse(output);
  else
    made.words = output;
  return made;
}

}  // namespace millrace
