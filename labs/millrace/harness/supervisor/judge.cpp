#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <millrace/harness/reports/address_sanitizer.h>
#include <millrace/harness/reports/sanitizer_text.h>
#include <millrace/harness/reports/thread_sanitizer.h>
#include <millrace/harness/supervisor/observations.h>

namespace millrace::harness {
namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string mebibytes(std::int64_t bytes) {
  return std::to_string(bytes >> 20) + " MiB";
}

finding make(std::string instrument, std::string kind, std::string message) {
  finding f;
  f.instrument = std::move(instrument);
  f.kind = std::move(kind);
  f.message = std::move(message);
  return f;
}

/// "what():  message" as libstdc++'s terminate handler prints it.
std::string exception_text(const std::string& printed) {
  constexpr std::string_view mark = "what():  ";
  const auto at = printed.rfind(mark);
  if (at == std::string::npos) return {};
  return printed.substr(at + mark.size(), printed.find('\n', at) - at - mark.size());
}

std::vector<task_note> notes_of(const std::vector<task_entry>& tasks) {
  std::vector<task_note> notes;
  for (const auto& task : tasks) {
    if (task.of_program || task.note.name == "main") notes.push_back(task.note);
  }
  return notes;
}

place first_place(const std::vector<task_note>& notes) {
  const auto known = std::ranges::find_if(notes, [](const task_note& note) { return note.at.known(); });
  return known == notes.end() ? place{} : known->at;
}

std::string task_sentence(const task_note& note) {
  std::string text = "'" + note.name + "' is still ";
  text += note.blocked_on.empty() ? "running" : "blocked in " + note.blocked_on;
  if (note.at.known()) text += " at " + short_place(note.at);
  if (note.spawned.known()) text += ", spawned at " + short_place(note.spawned);
  return text + '.';
}

/// How the process ended, if that is a finding by itself.
std::optional<finding> judge_end(const observations& seen, const std::string& instrument) {
  const auto& end = seen.end;
  if (end.how == "task limit") {
    return make(instrument, "too many tasks",
                "The service was ended: it had " + std::to_string(seen.measured.peak_tasks) +
                    " tasks at once; its bound is " + std::to_string(seen.limits.tasks) + '.');
  }
  if (end.how == "memory limit") {
    return make(instrument, "too much memory",
                "The service was ended: it used " + mebibytes(seen.measured.peak_memory_bytes) +
                    "; its bound is " + mebibytes(seen.limits.memory_bytes) + '.');
  }
  if (end.how == "deadline" && !seen.served) {
    auto f =
        make(instrument, "did not serve",
             "The service did not start to serve within " + std::to_string(seen.patience.count()) + " ms");
    f.tasks = notes_of(seen.left);
    f.where = first_place(f.tasks);
    f.message += f.tasks.empty() ? "." : "; " + task_sentence(f.tasks.front());
    return f;
  }
  if (end.how == "deadline") {
    auto f = make(instrument, "deadline",
                  "The scenario was not over after " + std::to_string(seen.limits.deadline.count()) + " ms.");
    f.tasks = notes_of(seen.left);
    f.where = first_place(f.tasks);
    return f;
  }
  const std::string printed = read_file(seen.evidence + "/candidate.err");
  if (end.how == "signalled") {
    const auto thrown = exception_text(printed);
    if (end.signal == "SIGABRT" && printed.find("terminate called") != std::string::npos) {
      return make(
          instrument, "uncaught exception",
          "An exception left a task and took the process with it" + (thrown.empty() ? "." : ": " + thrown));
    }
    return make(instrument, "crash", "The service crashed with " + end.signal + '.');
  }
  if (!seen.served) {
    return make(instrument, "did not serve",
                "The service ended with code " + std::to_string(end.code) + " before it served anything. " +
                    std::string(trim(printed.substr(0, printed.find('\n')))));
  }
  if (!seen.told_to_stop) {
    return make(
        instrument, "crash",
        "The service ended by itself with code " + std::to_string(end.code) + " while it was needed.");
  }
  if (end.how == "exited" && end.code != 0) {
    const auto reason = exception_text(printed);
    return make(
        instrument, "bad exit",
        "The service ended with code " + std::to_string(end.code) + (reason.empty() ? "." : ": " + reason));
  }
  return std::nullopt;
}

std::optional<finding> judge_shutdown(const observations& seen, const std::string& instrument) {
  if (!seen.served || !seen.told_to_stop || seen.service_returned || seen.end.how == "deadline")
    return std::nullopt;
  if (seen.end.how == "exited" || seen.end.how == "signalled") return std::nullopt;
  auto f = make(instrument, "hung shutdown",
                "Told to stop, the service had not returned after " +
                    std::to_string(seen.limits.shutdown.count()) + " ms.");
  f.tasks = notes_of(seen.left);
  f.where = first_place(f.tasks);
  return f;
}

void judge_outcome(const observations& seen, std::vector<finding>& findings) {
  const auto end = judge_end(seen, "outcome");
  if (end && end->kind != "too many tasks") findings.push_back(*end);
  if (auto hung = judge_shutdown(seen, "outcome")) findings.push_back(*hung);
  for (const auto& promise : seen.invariants) {
    if (promise.held) continue;
    findings.push_back(make("outcome", "broken promise",
                            promise.promise + (promise.detail.empty() ? "" : ": " + promise.detail)));
  }
  if (findings.empty() && !seen.scenario_failure.empty()) {
    findings.push_back(
        make("outcome", "no answer", "The service did not answer where it must: " + seen.scenario_failure));
  }
  if (!end && seen.measured.peak_memory_bytes > seen.limits.memory_bytes) {
    findings.push_back(make("outcome", "too much memory",
                            "The service used " + mebibytes(seen.measured.peak_memory_bytes) +
                                "; its bound is " + mebibytes(seen.limits.memory_bytes) + '.'));
  }
}

void judge_tasks(const observations& seen, std::vector<finding>& findings) {
  if (seen.measured.peak_tasks > seen.limits.tasks) {
    findings.push_back(make("tasks", "too many tasks",
                            "The service had " + std::to_string(seen.measured.peak_tasks) +
                                " tasks at once; its bound is " + std::to_string(seen.limits.tasks) + '.'));
  }
  for (const auto& task : seen.left) {
    if (!task.of_program) continue;
    auto f = make("tasks", "task left", task_sentence(task.note));
    f.where = task.note.at;
    f.tasks = {task.note};
    if (!task.stack.empty()) f.stacks.push_back({"where it is", task.stack});
    if (!task.spawn_stack.empty()) f.stacks.push_back({"where it was spawned", task.spawn_stack});
    add_or_count(findings, std::move(f));
  }
}

std::string sanitizer_text(const observations& seen) {
  return read_file(seen.evidence + "/sanitizer.log") + read_file(seen.evidence + "/candidate.err");
}

}  // namespace

std::vector<finding> judge(const observations& seen, const source_focus& focus) {
  std::vector<finding> findings;
  if (seen.flavour == "plain") {
    judge_outcome(seen, findings);
    judge_tasks(seen, findings);
    return findings;
  }
  const bool race = seen.flavour == "race";
  const auto text = sanitizer_text(seen);
  findings = race ? read_thread_sanitizer(text, focus) : read_address_sanitizer(text, focus);
  if (!findings.empty()) return findings;
  // Without a report only an end that nobody wanted counts here: promises are the plain flavour's matter,
  // since a sanitized candidate runs many times slower.
  if (auto end = judge_end(seen, race ? "race" : "memory")) findings.push_back(std::move(*end));
  if (auto hung = judge_shutdown(seen, race ? "race" : "memory")) findings.push_back(std::move(*hung));
  return findings;
}

}  // namespace millrace::harness
