#include <array>
#include <optional>
#include <string_view>

#include <millrace/harness/reports/sanitizer_text.h>
#include <millrace/harness/reports/symbols.h>
#include <millrace/harness/reports/task_report.h>

namespace millrace::harness {
namespace {

constexpr std::size_t fields_in_a_line = 9;

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (true) {
    const auto end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

struct known_wait {
  std::string_view function;
  std::string_view meaning;
};

// What a thread that the toolkit knows nothing of waits for, by the innermost library function that says so.
constexpr std::array waits = {
    known_wait{"pthread_mutex_lock", "a mutex"},
    known_wait{"pthread_mutex_timedlock", "a mutex"},
    known_wait{"pthread_mutex_clocklock", "a mutex"},
    known_wait{"pthread_rwlock_rdlock", "a shared mutex, to read"},
    known_wait{"pthread_rwlock_wrlock", "a shared mutex, to write"},
    known_wait{"pthread_cond_wait", "a condition variable"},
    known_wait{"pthread_cond_timedwait", "a condition variable, for a time"},
    known_wait{"pthread_cond_clockwait", "a condition variable, for a time"},
    known_wait{"pthread_join", "the end of a thread"},
    known_wait{"pthread_clockjoin_np", "the end of a thread"},
    known_wait{"clock_nanosleep", "sleep"},
    known_wait{"nanosleep", "sleep"},
    known_wait{"poll", "input or output"},
    known_wait{"epoll_wait", "input or output"},
    known_wait{"recv", "input"},
    known_wait{"read", "input"},
    known_wait{"accept", "a connection"},
    known_wait{"accept4", "a connection"},
    known_wait{"connect", "a connection"},
    known_wait{"sem_wait", "a semaphore"},
    known_wait{"syscall", "an atomic to change"},
};

std::string wait_by_stack(const std::vector<std::string>& frames) {
  constexpr std::size_t deepest = 6;
  for (std::size_t i = 0; i < frames.size() && i < deepest; ++i) {
    std::string_view function = frames[i];
    while (function.starts_with('_')) function.remove_prefix(1);
    for (const auto& [name, meaning] : waits) {
      if (function == name) return std::string(meaning);
    }
  }
  return {};
}

std::vector<frame> frames_of(const std::vector<std::string>& addresses, symbols& lines) {
  std::vector<frame> frames;
  for (const auto& address : addresses) {
    if (address.starts_with('+')) {
      const auto& found = lines.at(address.substr(1));
      frames.insert(frames.end(), found.begin(), found.end());
    } else if (address != "-") {
      frames.push_back({address, {}});
    }
  }
  return frames;
}

place place_in(const std::string& text) {
  return text == "-" ? place{} : read_place(text).value_or(place{});
}

// "spawned in service(app&) at ...": a task without a name is called after the function that started it.
std::string name_for(const std::string& given, const place& spawned) {
  return given != "-" ? given : "thread started at " + short_place(spawned);
}

}  // namespace

std::vector<task_entry> read_tasks(const std::vector<std::string>& lines, const std::string& program,
                                   const source_focus& focus) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& line : lines) {
    auto fields = split(line, '\t');
    if (fields.size() != fields_in_a_line || fields[0] != "task") continue;
    rows.push_back(std::move(fields));
  }
  symbols source_lines(program);
  std::vector<task_entry> tasks;
  for (const auto& fields : rows) {
    const auto stack_addresses = split(fields[8], ',');
    task_entry task;
    task.of_program = fields[2] == "p";
    task.spawn_stack = frames_of(split(fields[7], ','), source_lines);
    task.stack = frames_of(stack_addresses, source_lines);
    task.note.spawned = focus.of(task.spawn_stack);
    if (!task.note.spawned.known()) task.note.spawned = place_in(fields[6]);
    task.note.name = name_for(fields[3], task.note.spawned);
    task.note.blocked_on = fields[4] != "-" ? fields[4] : wait_by_stack(stack_addresses);
    task.note.state = task.note.blocked_on.empty() ? "running" : "blocked";
    task.note.at = focus.of(task.stack);
    if (!task.note.at.known()) task.note.at = place_in(fields[5]);
    tasks.push_back(std::move(task));
  }
  return tasks;
}

}  // namespace millrace::harness
