#include <algorithm>
#include <fstream>
#include <sstream>
#include <unistd.h>

#include <millrace/harness/supervisor/watch.h>

namespace millrace::harness {
namespace {

constexpr std::chrono::milliseconds interval(4);

struct usage {
  int threads = 0;
  std::int64_t memory_bytes = 0;
};

// proc(5): behind the command's name, which may hold spaces and parentheses, num_threads is the 18th field
// and rss, in pages, the 22nd.
usage usage_of(pid_t process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/stat");
  std::string text;
  std::getline(file, text);
  const auto name_end = text.rfind(')');
  if (name_end == std::string::npos) return {};
  std::istringstream fields(text.substr(name_end + 1));
  std::string skipped;
  usage used;
  std::int64_t pages = 0;
  for (int i = 1; i < 18; ++i) fields >> skipped;
  fields >> used.threads;
  for (int i = 19; i < 22; ++i) fields >> skipped;
  fields >> pages;
  used.memory_bytes = pages * sysconf(_SC_PAGESIZE);
  return used;
}

}  // namespace

watch::watch(candidate_process& candidate, hard_limits limits, std::atomic<bool>& over,
             std::function<void()> before_deadline_kill)
    : candidate_(candidate),
      limits_(limits),
      over_(over),
      before_deadline_kill_(std::move(before_deadline_kill)) {
  look_once();
  looking_ = std::jthread([this](const std::stop_token& stop) { look(stop); });
}

void watch::look(const std::stop_token& stop) {
  while (!stop.stop_requested() && !look_once()) std::this_thread::sleep_for(interval);
}

bool watch::look_once() {
  if (candidate_.ended()) {
    over_ = true;
    return true;
  }
  const usage now = usage_of(candidate_.id());
  threads_ = now.threads;
  peak_threads_ = std::max(peak_threads_.load(), now.threads);
  peak_memory_ = std::max(peak_memory_.load(), now.memory_bytes);
  if (now.threads > limits_.threads) {
    end("task limit");
  } else if (now.memory_bytes > limits_.memory_bytes) {
    end("memory limit");
  } else if (std::chrono::steady_clock::now() > limits_.deadline) {
    before_deadline_kill_();
    end("deadline");
  }
  return over_;
}

void watch::end(const std::string& why) {
  candidate_.kill_group(why);
  over_ = true;
}

}  // namespace millrace::harness
