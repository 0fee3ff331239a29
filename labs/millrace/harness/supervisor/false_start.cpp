#include <fstream>
#include <iterator>
#include <string>

#include <millrace/harness/supervisor/false_start.h>

namespace millrace::harness {
namespace {

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string line_with(const std::string& text, std::string_view mark) {
  const auto at = text.find(mark);
  if (at == std::string::npos) return {};
  const auto begin = text.rfind('\n', at) + 1;  // npos + 1 is the text's beginning
  return text.substr(begin, text.find('\n', at) - begin);
}

}  // namespace

void refuse_false_start(const observations& seen) {
  if (seen.served) return;
  const auto printed =
      contents(seen.evidence + "/candidate.err") + contents(seen.evidence + "/sanitizer.log");
  if (seen.flavour != "plain") {
    for (const char* mark : {"unexpected memory mapping", "Shadow memory range interleaves"}) {
      const auto line = line_with(printed, mark);
      if (!line.empty()) {
        throw cannot_run(
            "the sanitizer cannot start on this machine: " + line,
            "sysctl vm.mmap_rnd_bits=28, or allow personality(2) in the container; millrace doctor tries it");
      }
    }
  }
  // The exit code and the words of candidate/main.cpp, for what happens before `service` is called.
  constexpr int could_not_run = 2;
  const auto line = line_with(printed, "candidate: ");
  if (seen.end.how == "exited" && seen.end.code == could_not_run && line.starts_with("candidate: ")) {
    throw cannot_run("the candidate could not be set up: " + line.substr(line.find(' ') + 1),
                     "close other programs or raise the limits (ulimit -u, ulimit -n)");
  }
}

}  // namespace millrace::harness
