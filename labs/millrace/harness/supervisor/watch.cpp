#include <algorithm>
#include <csignal>

#include <millrace/harness/supervisor/watch.h>

namespace millrace::harness {
namespace {

constexpr std::chrono::milliseconds interval(4);
constexpr int looks_between_families = 25;

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
  if (looks_++ % looks_between_families == 0) family_ = family_of(candidate_.id());
  usage now = usage_of(candidate_.id());
  threads_ = now.threads;
  now.threads += family_.used.threads;
  now.memory_bytes += family_.used.memory_bytes;
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
  for (const pid_t member : family_of(candidate_.id()).members) kill(member, SIGKILL);
  over_ = true;
}

}  // namespace millrace::harness
