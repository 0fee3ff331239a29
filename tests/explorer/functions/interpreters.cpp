// interpreters PROGRAMS RESULT: explores each line of PROGRAMS, whose words are the tasks of one program, and
// writes the results one after the other.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <sstream>

#include <millrace/explorer/function.h>

#include "../models/interpreter.h"

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  std::ifstream programs(argv[1]);
  std::ofstream all(argv[2]);
  const std::string one = std::string(argv[2]) + ".one";
  const std::string options =
      "search=dfs keep_going=1 schedules=0 budget_ms=0 spurious=0 shrink=0 result=" + one;
  for (std::string line; std::getline(programs, line);) {
    std::istringstream words(line);
    std::vector<std::string> tasks{std::istream_iterator<std::string>(words), {}};
    const int code = millrace_explore_function(
        [](void* of) { interpreter::run(*static_cast<std::vector<std::string>*>(of)); }, &tasks,
        options.c_str());
    if (code > 1) return code;
    all << std::ifstream(one).rdbuf() << '\n';
  }
  std::remove(one.c_str());
}
