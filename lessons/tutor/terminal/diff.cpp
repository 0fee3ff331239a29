#include "terminal/diff.h"

#include <fstream>
#include <sstream>

#include "course/project.h"
#include "terminal/markdown.h"
#include "verdict/process.h"

namespace millrace::tutor {

std::string rendered_diff(const std::filesystem::path& from, const std::filesystem::path& to,
                          const std::string& from_name, const std::string& to_name, const style& in) {
  const auto run =
      run_process({"diff", "-U2", "--label", from_name, "--label", to_name, from.string(), to.string()},
                  from.parent_path());
  if (run.code > 1) throw cannot_run("diff: " + run.output + "; check that both files can be read");
  std::string page;
  std::istringstream lines(run.output);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("---") || line.starts_with("+++")) {
      page += in.bold(line);
    } else if (line.starts_with('+')) {
      page += in.good(line);
    } else if (line.starts_with('-')) {
      page += in.bad(line);
    } else {
      page += line.starts_with("@@") ? in.dim(line) : line;
    }
    page += '\n';
  }
  return page;
}

std::string excerpt(const std::string& file, int line, int around, const style& in) {
  std::ifstream source(file);
  std::string page;
  int number = 0;
  for (std::string text; std::getline(source, text) && number < line + around;) {
    if (++number < line - around) continue;
    std::string gutter = std::to_string(number);
    gutter.insert(0, gutter.size() < 4 ? 4 - gutter.size() : 0, ' ');
    const bool marked = number == line;
    page += "   " + (marked ? in.bold("> ") : std::string("  ")) + in.dim(gutter + " | ") +
            highlighted_code(text, in) + '\n';
  }
  return page;
}

}  // namespace millrace::tutor
