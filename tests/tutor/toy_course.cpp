#include "toy_course.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace millrace::tutor {

namespace fs = std::filesystem;

namespace {

std::string contents(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream all;
  all << stream.rdbuf();  // a process that ends meanwhile has none: that is no exception here
  return all.str();
}

}  // namespace

int toy_course::hanging() const {
  int found = 0;
  for (const auto& entry : fs::directory_iterator("/proc")) {
    const auto words = contents(entry.path() / "cmdline");
    if (words.starts_with("tail") && words.find(root.string()) != std::string::npos) ++found;
  }
  return found;
}

void toy_course::SetUp() {
  std::string name = fs::temp_directory_path() / "millrace-toy-XXXXXX";
  root = mkdtemp(name.data());
  fs::copy(fs::path(PROJECT_ROOT) / "tests/tutor/toy", root, fs::copy_options::recursive);
  const std::string configure =
      "cmake -S " + root.string() + " -B " + (root / "build").string() + " -G Ninja";
  ASSERT_EQ(std::system((configure + " >/dev/null").c_str()), 0) << configure;
}

void toy_course::TearDown() {
  EXPECT_TRUE(comes_true([this] { return hanging() == 0; })) << "processes are left";
  fs::remove_all(root);
}

terminal toy_course::millrace(std::vector<std::string> words, std::vector<std::string> environment) const {
  const std::vector<std::string> program = {MILLRACE_PROGRAM, "--root", root, "--build", root / "build"};
  words.insert(words.begin(), program.begin(), program.end());
  environment.push_back("NO_COLOR=1");
  return terminal(words, environment, 100, 400);
}

int toy_course::run(const std::vector<std::string>& words) {
  auto command = millrace(words);
  const int code = command.ended();
  printed = command.printed();
  return code;
}

void toy_course::save(const std::string& text) const {
  fs::create_directories(copy().parent_path());
  std::ofstream(copy()) << text;
}

void toy_course::go_to_the_mending(terminal& tutor) {
  ASSERT_TRUE(tutor.await("1 to 3, q leaves:")) << tutor.printed();
  tutor.press("1");
  ASSERT_TRUE(tutor.await("Mend it in your editor")) << tutor.printed();
  ASSERT_TRUE(tutor.await("q quit")) << tutor.printed();
}

std::string toy_course::progress() const {
  return contents(root / "lessons/workspace/progress.jsonl");
}

}  // namespace millrace::tutor
