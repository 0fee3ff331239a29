#include <array>
#include <optional>

#include <millrace/harness/reports/address_sanitizer.h>
#include <millrace/harness/reports/sanitizer_text.h>

namespace millrace::harness {
namespace {

struct memory_kind {
  std::string_view printed;
  std::string_view kind;
  std::string_view message;
};

constexpr std::array memory_kinds = {
    memory_kind{"heap-use-after-free", "use after free", "A task uses memory that has already been freed."},
    memory_kind{"stack-use-after-scope", "stack use after scope",
                "A task uses a local variable whose block has ended."},
    memory_kind{"stack-use-after-return", "stack use after return",
                "A task uses a local variable of a function that has already returned."},
    memory_kind{"heap-buffer-overflow", "heap overflow",
                "A task reads or writes beyond the end of what was allocated."},
    memory_kind{"stack-buffer-overflow", "stack overflow",
                "A task reads or writes beyond the end of a local variable."},
    memory_kind{"stack-overflow", "stack overflow",
                "A task ran out of stack: endless recursion, or a huge local variable."},
    memory_kind{"global-buffer-overflow", "global overflow",
                "A task reads or writes beyond the end of a global variable."},
    memory_kind{"attempting double-free", "double free", "The same memory is freed twice."},
    memory_kind{"attempting free on address", "bad free", "Something is freed that was never allocated."},
    memory_kind{"SEGV", "crash", "A task follows a pointer to nowhere."},
    memory_kind{"BUS", "crash", "A task follows a pointer to nowhere."},
    memory_kind{"alloc-dealloc-mismatch", "bad free",
                "Memory is freed in another way than it was allocated."},
    memory_kind{"detected memory leaks", "leak", "Memory was allocated and nothing points to it any more."},
};

const memory_kind* find_kind(std::string_view heading) {
  for (const auto& kind : memory_kinds) {
    if (heading.find(kind.printed) != std::string_view::npos) return &kind;
  }
  return nullptr;
}

/// Collects one report's stacks, each under the line of text that stands before it.
class report_reader {
 public:
  report_reader(std::string_view heading, const source_focus& focus) : focus_(focus) {
    const auto* kind = find_kind(heading);
    found_.instrument = "memory";
    found_.kind = kind ? std::string(kind->kind) : "memory error";
    found_.message =
        kind ? std::string(kind->message) : "The sanitizer reports: " + std::string(trim(heading));
  }

  void add(std::string_view line) {
    if (auto f = read_frame(line)) {
      if (open_) {
        found_.stacks.back().frames.push_back(std::move(*f));
      } else {
        found_.stacks.push_back({title_, {std::move(*f)}});
        open_ = true;
      }
      return;
    }
    open_ = false;
    if (!trim(line).empty()) title_ = trim(line);
  }

  finding finish() {
    for (const stack& s : found_.stacks) {
      if (!found_.where.known()) found_.where = focus_.of(s.frames);
    }
    return std::move(found_);
  }

 private:
  const source_focus& focus_;
  finding found_;
  std::string title_ = "stack";
  bool open_ = false;
};

// "/path/broken.cpp:14:7: runtime error: signed integer overflow: ..."
std::optional<finding> read_undefined_behaviour(std::string_view line) {
  constexpr std::string_view mark = ": runtime error: ";
  const auto at = line.find(mark);
  if (at == std::string_view::npos) return std::nullopt;
  finding found;
  found.instrument = "memory";
  found.kind = "undefined behaviour";
  found.message =
      "The C++ standard gives this no meaning: " + std::string(line.substr(at + mark.size())) + '.';
  if (const auto where = read_place(line.substr(0, at))) found.where = *where;
  return found;
}

}  // namespace

std::vector<finding> read_address_sanitizer(std::string_view text, const source_focus& focus) {
  std::vector<finding> findings;
  std::optional<report_reader> report;
  const auto finish = [&] {
    if (report) add_or_count(findings, report->finish());
    report.reset();
  };
  for (const auto line : split_lines(text)) {
    if (line.find("ERROR: AddressSanitizer:") != std::string_view::npos ||
        line.find("ERROR: LeakSanitizer:") != std::string_view::npos) {
      finish();
      report.emplace(line, focus);
    } else if (auto undefined = read_undefined_behaviour(line)) {
      finish();
      add_or_count(findings, std::move(*undefined));
    } else if (line.starts_with("SUMMARY:")) {
      finish();
    } else if (report) {
      report->add(line);
    }
  }
  finish();
  return findings;
}

}  // namespace millrace::harness
