#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <millrace/harness/supervisor/candidate_process.h>
#include <millrace/harness/supervisor/candidate_start.h>

namespace millrace::harness {
namespace {

using clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

milliseconds left_until(clock::time_point end) {
  return std::max(milliseconds(0), std::chrono::ceil<milliseconds>(end - clock::now()));
}

int number_behind(const std::string& line, std::string_view word) {
  int value = 0;
  if (line.starts_with(word)) std::from_chars(line.data() + word.size(), line.data() + line.size(), value);
  return value;
}

}  // namespace

candidate_process::candidate_process(const launch& how) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    throw cannot_run(std::string("cannot make a socket: ") + std::strerror(errno),
                     "raise the limit of open files (ulimit -n)");
  }
  control_.emplace(ends[0]);
  fcntl(ends[1], F_SETFD, 0);
  try {
    id_ = start_candidate(how, ends[1]);
  } catch (...) {
    close(ends[1]);
    throw;
  }
  close(ends[1]);
}

bool candidate_process::await_serving(milliseconds patience) {
  const auto give_up = clock::now() + patience;
  while (clock::now() < give_up) {
    {
      const std::lock_guard lock(control_mutex_);
      const auto line = control_->read_line(milliseconds(1));
      if (line) port_ = static_cast<std::uint16_t>(number_behind(*line, "serving "));
      if (port_ != 0) return true;
      if (line == "service returned") control_->write("exit\n");  // it never served
      if (control_->closed()) break;
    }
    // Out of the lock, so that a census can be asked for meanwhile.
    std::this_thread::sleep_for(milliseconds(1));
  }
  wait_end(milliseconds(500));
  return false;
}

candidate_process::~candidate_process() {
  kill_group("no longer needed");
  wait_end(std::chrono::seconds(5));
  kill_strays(0);
}

std::optional<candidate_process::task_count> candidate_process::count_tasks() {
  const std::lock_guard lock(control_mutex_);
  if (!control_->write("count\n")) return std::nullopt;
  const auto give_up = clock::now() + milliseconds(500);
  while (const auto line = control_->read_line(left_until(give_up))) {
    if (*line == "no census") return std::nullopt;
    task_count count;
    if (std::sscanf(line->c_str(), "tasks %d %d", &count.alive, &count.peak) == 2) return count;
  }
  return std::nullopt;
}

void candidate_process::set(const std::string& name, long value) {
  const std::lock_guard lock(control_mutex_);
  control_->write("set " + name + ' ' + std::to_string(value) + '\n');
}

std::vector<std::string> candidate_process::census(milliseconds patience) {
  const std::lock_guard lock(control_mutex_);
  std::vector<std::string> lines;
  if (!control_->write("census\n")) return lines;
  const auto give_up = clock::now() + patience;
  while (auto line = control_->read_line(left_until(give_up))) {
    if (*line == "end of census") break;
    if (line->starts_with("task\t")) lines.push_back(std::move(*line));
  }
  return lines;
}

bool candidate_process::stop_service(milliseconds patience) {
  kill(id_, SIGTERM);
  const std::lock_guard lock(control_mutex_);
  const auto give_up = clock::now() + patience;
  while (const auto line = control_->read_line(left_until(give_up))) {
    if (*line == "service returned") return true;
  }
  return false;
}

void candidate_process::release() {
  const std::lock_guard lock(control_mutex_);
  control_->write("exit\n");
}

void candidate_process::kill_group(const std::string& why) {
  const std::lock_guard lock(mutex_);
  if (reap()) return;
  if (killed_for_.empty()) killed_for_ = why;
  kill(-id_, SIGKILL);
}

bool candidate_process::reap() {
  if (end_) return true;
  int status = 0;
  if (waitpid(id_, &status, WNOHANG) != id_) return false;
  // What it forked and left in its group goes with it.
  kill(-id_, SIGKILL);
  ending e;
  if (WIFEXITED(status)) {
    e.how = "exited";
    e.code = WEXITSTATUS(status);
  } else {
    e.how = killed_for_.empty() ? "signalled" : killed_for_;
    e.signal = std::string("SIG") + sigabbrev_np(WTERMSIG(status));
  }
  end_ = std::move(e);
  return true;
}

bool candidate_process::ended() {
  const std::lock_guard lock(mutex_);
  return reap();
}

bool candidate_process::wait_end(milliseconds patience) {
  const auto give_up = clock::now() + patience;
  while (!ended()) {
    if (clock::now() >= give_up) return false;
    std::this_thread::sleep_for(milliseconds(1));
  }
  return true;
}

ending candidate_process::end() {
  const std::lock_guard lock(mutex_);
  return end_.value_or(ending{"killed", 0, "SIGKILL"});
}

}  // namespace millrace::harness
