#include <algorithm>
#include <array>
#include <functional>
#include <map>

#include <millrace/harness/reports/sanitizer_text.h>
#include <millrace/harness/reports/thread_sanitizer.h>

namespace millrace::harness {
namespace {

constexpr std::string_view opening = "ThreadSanitizer: ";  // behind "WARNING: " or, for a crash, "ERROR: "

struct race_kind {
  std::string_view printed;
  std::string_view kind;
};

// The first match counts, so the longer texts stand first.
constexpr std::array race_kinds = {
    race_kind{"SEGV", "crash"},
    race_kind{"BUS", "crash"},
    race_kind{"requested allocation size", "crash"},
    race_kind{"data race on vptr", "data race"},
    race_kind{"heap-use-after-free", "use after free"},
    race_kind{"data race", "data race"},
    race_kind{"lock-order-inversion", "lock order"},
    race_kind{"thread leak", "thread leak"},
    race_kind{"destroy of a locked mutex", "mutex misuse"},
    race_kind{"double lock of a mutex", "mutex misuse"},
    race_kind{"unlock of an unlocked mutex", "mutex misuse"},
    race_kind{"signal-unsafe call inside of a signal", "unsafe signal handler"},
    race_kind{"signal handler spoils errno", "unsafe signal handler"},
};

std::string kind_of(std::string_view heading) {
  for (const auto& [printed, kind] : race_kinds) {
    if (heading.starts_with(printed)) return std::string(kind);
  }
  return std::string(heading.substr(0, heading.find(" (")));
}

// "Write of size 4 at 0x7b04 by thread T3 'connection 3' (mutexes: write M1):" -> "write of 4 bytes by T3
// 'connection 3'".
std::string title_of(std::string_view line) {
  std::string title(trim(line));
  if (title.ends_with(':')) title.pop_back();
  if (title.ends_with(" at")) title.erase(title.size() - 3);
  if (const auto mutexes = title.find(" (mutexes:"); mutexes != std::string::npos) title.erase(mutexes);
  if (const auto at = title.find(" at 0x"); at != std::string::npos) {
    const auto by = title.find(" by ", at);
    title.erase(at, (by == std::string::npos ? title.size() : by) - at);
  }
  return title;
}

bool is_access(const stack& s) {
  const std::string_view title = s.title;
  return title.find("rite of size") != std::string_view::npos ||
         title.find("ead of size") != std::string_view::npos;
}

std::string access_text(const stack& s, const source_focus& focus) {
  const bool writes = s.title.find("rite of size") != std::string::npos;
  return std::string(writes ? "written" : "read") + " at " + short_place(focus.of(s.frames));
}

std::string message_for(const finding& found, const source_focus& focus) {
  if (found.kind == "data race") {
    std::string accesses;
    for (const stack& s : found.stacks) {
      if (!is_access(s)) continue;
      accesses += (accesses.empty() ? "" : " and ") + access_text(s, focus);
    }
    return "Two tasks use the same memory at the same time, at least one writes, and nothing orders them: " +
           accesses + ".";
  }
  if (found.kind == "lock order") {
    return "Tasks take the same locks in different orders. Let two of them meet in the middle and neither "
           "ever gets on.";
  }
  if (found.kind == "use after free") return "A task uses memory that another has already freed.";
  if (found.kind == "crash")
    return "The service crashed: a task followed a pointer to nowhere, or asked for absurdly much memory.";
  if (found.kind == "thread leak") return "A thread ended, or the process did, and nobody joined the thread.";
  if (found.kind == "mutex misuse") return "A mutex is used in a way that its contract forbids.";
  if (found.kind == "unsafe signal handler") {
    return "A signal handler calls a function that may not be called from one: the interrupted code may hold "
           "its lock.";
  }
  return "ThreadSanitizer reports: " + found.kind + '.';
}

// The runtime says "thread T4" where it means a thread, and its name only where it was created:
// "Thread T4 'connection 2' (tid=24806, running) created by main thread at:". Titles get the names instead.
void name_threads(std::vector<stack>& stacks) {
  std::map<std::string, std::string, std::greater<>> names;  // T12 before T1, which is its beginning
  for (const stack& s : stacks) {
    const auto quote = s.title.find(" '");
    const auto end = s.title.find("' (tid=");
    if (s.title.starts_with("Thread T") && end != std::string::npos && quote < end) {
      names[s.title.substr(7, quote - 7)] = s.title.substr(quote + 1, end - quote);
    }
  }
  for (stack& s : stacks) {
    if (const auto tid = s.title.find(" (tid="); tid != std::string::npos) {
      const auto end = std::min(s.title.find(')', tid), s.title.size() - 1);  // a report may break off here
      s.title.erase(tid, end + 1 - tid);
    }
    for (const auto& [number, name] : names) {
      const std::string created = "Thread " + number + ' ' + name;
      if (s.title.starts_with(created)) s.title = name + s.title.substr(created.size());
      if (const auto at = s.title.find("thread " + number); at != std::string::npos) {
        s.title.replace(at, 7 + number.size(), name);
      }
    }
  }
}

finding read_report(const std::vector<std::string_view>& lines, const source_focus& focus) {
  finding found;
  found.instrument = "race";
  found.kind = kind_of(lines.front().substr(lines.front().find(opening) + opening.size()));
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto line = lines[i];
    if (auto f = read_frame(line)) {
      if (!found.stacks.empty()) found.stacks.back().frames.push_back(std::move(*f));
    } else if (!trim(line).empty() && !trim(line).starts_with("SUMMARY:")) {
      found.stacks.push_back({title_of(line), {}});
    }
  }
  std::erase_if(found.stacks, [](const stack& s) { return s.frames.empty(); });
  name_threads(found.stacks);
  for (const stack& s : found.stacks) {
    if (!found.where.known()) found.where = focus.of(s.frames);
  }
  found.message = message_for(found, focus);
  return found;
}

// "ThreadSanitizer: reported 1 warnings" closes the output and is no report.
bool is_opening(std::string_view line) {
  return line.find(opening) != std::string_view::npos &&
         (line.find("WARNING: ") != std::string_view::npos || line.find("ERROR: ") != std::string_view::npos);
}

}  // namespace

std::vector<finding> read_thread_sanitizer(std::string_view text, const source_focus& focus) {
  std::vector<finding> findings;
  std::vector<std::string_view> report;
  const auto finish = [&] {
    if (!report.empty()) add_or_count(findings, read_report(report, focus));
    report.clear();
  };
  for (const auto line : split_lines(text)) {
    if (is_opening(line)) {
      finish();
      report.push_back(line);
    } else if (line.starts_with("==================")) {
      finish();
    } else if (!report.empty()) {
      report.push_back(line);
    }
  }
  finish();
  return findings;
}

}  // namespace millrace::harness
