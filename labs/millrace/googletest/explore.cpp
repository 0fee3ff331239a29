#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string_view>
#include <unistd.h>

#include <gtest/gtest.h>

#include <millrace/explorer/function.h>
#include <millrace/googletest/explore.h>

namespace millrace {
namespace {

/// A file that is gone with this.
class result_file {
 public:
  result_file() {
    path_ = testing::TempDir() + "millrace-exploration-XXXXXX";
    const int opened = mkstemp(path_.data());
    if (opened >= 0) close(opened);
  }
  ~result_file() { std::remove(path_.c_str()); }
  result_file(const result_file&) = delete;
  result_file& operator=(const result_file&) = delete;

  const std::string& path() const { return path_; }
  std::string content() const {
    std::ifstream file(path_);
    return {std::istreambuf_iterator<char>(file), {}};
  }

 private:
  std::string path_;
};

/// A check that fails ends the run that it is in.
class failing_checks final : public testing::EmptyTestEventListener {
  void OnTestPartResult(const testing::TestPartResult& result) override {
    if (!result.failed()) return;
    std::string words = result.summary();
    for (char& each : words) each = each == '\n' ? ' ' : each;
    if (result.file_name() != nullptr) {
      const std::string file = result.file_name();
      words += " (" + file.substr(file.rfind('/') + 1) + ':' + std::to_string(result.line_number()) + ')';
    }
    millrace_fail(words.c_str());
  }
};

void watch_checks() {
  static const bool once = [] {
    testing::UnitTest::GetInstance()->listeners().Append(new failing_checks);  // which owns it
    return true;
  }();
  static_cast<void>(once);
}

std::string own_program() {
  std::array<char, 4096> path{};
  const auto length = readlink("/proc/self/exe", path.data(), path.size() - 1);
  return length < 0 ? std::string() : std::string(path.data(), static_cast<std::size_t>(length));
}

std::string output_of(const std::string& command) {
  FILE* const pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return {};
  std::string text;
  std::array<char, 4096> bytes{};
  while (const std::size_t count = std::fread(bytes.data(), 1, bytes.size(), pipe))
    text.append(bytes.data(), count);
  pclose(pipe);
  return text;
}

/// The story as `millrace explore` tells it.
std::string story_in(const result_file& result) {
  const char* const named = std::getenv("MILLRACE_COMMAND");
  const std::string command = named != nullptr ? named : MILLRACE_COMMAND;
  auto text = output_of("'" + command + "' explore --result '" + result.path() + "' --built '" +
                        own_program() + "' -- 2>&1");
  return text.empty() ? command + " did not run; MILLRACE_COMMAND may name another" : text;
}

}  // namespace

void explore_function(void (*body)(void*), void* argument, const exploration_bounds& bounds,
                      std::source_location where) {
  watch_checks();
  const result_file result;
  const auto time = bounds.schedules > 0 ? 0 : bounds.time.count();
  const std::string options = "result=" + result.path() + " search=" + bounds.search +
                              " schedules=" + std::to_string(bounds.schedules) +
                              " budget_ms=" + std::to_string(time) + " seed=" + std::to_string(bounds.seed);
  const int code = millrace_explore_function(body, argument, options.c_str());
  if (code == 0) return;
  std::string words;
  if (code == 1)
    words = story_in(result);
  else
    words = "it could not be explored: " + result.content();
  ADD_FAILURE_AT(where.file_name(), static_cast<int>(where.line())) << words;
}

}  // namespace millrace
