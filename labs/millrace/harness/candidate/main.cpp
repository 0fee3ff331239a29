// The program that every candidate becomes: serves it, on its own or under a supervisor.
#include <atomic>
#include <csignal>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <memory>
#include <optional>
#include <pthread.h>
#include <thread>
#include <unistd.h>

#include <millrace/harness/candidate/census.h>
#include <millrace/harness/candidate/control.h>
#include <millrace/harness/candidate/knobs.h>
#include <millrace/harness/candidate/options.h>
#include <millrace/harness/candidate/watchers.h>
#include <millrace/http/app.h>
#include <millrace/http/server.h>
#include <millrace/toolkit/task.h>

namespace millrace::harness {
namespace {

constexpr int could_not_run = 2;

/// SIGTERM and SIGINT stop the server, taken by a thread that waits for them: no handler interrupts any code.
class stop_on_signal {
 public:
  /// Run by hand, nobody ends what does not stop: there the second signal ends the process at once.
  explicit stop_on_signal(bool by_hand) : by_hand_(by_hand) {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGTERM);
    sigaddset(&signals_, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  }
  void stop_then(http::server& stopped) {
    waiting_ = start_task(
        "signals", [this, &stopped] { wait(stopped); }, task_owner::toolkit);
  }
  /// No signal stops the server any more: it may be destroyed.
  void end() {
    over_.store(true, std::memory_order_relaxed);
    pthread_kill(waiting_.native_handle(), SIGTERM);
    waiting_.join();
  }

 private:
  void wait(http::server& stopped) {
    for (bool told = false; true; told = true) {
      int signal = 0;
      sigwait(&signals_, &signal);
      if (over_.load(std::memory_order_relaxed)) return;
      if (told && by_hand_) _exit(130);
      stopped.stop();
      if (!told && by_hand_) std::fputs("stopping; Ctrl-C again ends it at once\n", stderr);
    }
  }

  bool by_hand_;
  std::atomic<bool> over_{false};
  sigset_t signals_{};
  std::thread waiting_;
};

/// As in labs/races/request-counter/broken.plain: the lab and the candidate.
std::string program_name() {
  std::error_code unknown;
  const auto file = std::filesystem::read_symlink("/proc/self/exe", unknown);
  return file.parent_path().filename().string() + '/' + file.filename().string();
}

http::server_options server_options_for(const candidate_options& given) {
  http::server_options options;
  options.port = given.port;
  options.settings = given.settings;
  for (const auto& [name, port] : given.upstreams) options.upstreams[name] = {"127.0.0.1", port};
  return options;
}

/// Serves until told to stop. The exit code: 1 if an exception left `service`.
int serve(http::app& app) {
  try {
    service(app);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "an exception left the service\n  what():  %s\n", error.what());
    return 1;
  }
}

int run(const candidate_options& given) {
  census::include_main_thread();
  auto* published = probe::publisher::start(program_name());
  if (published) published->task_started("main", task_owner::program, {});
  static watchers watching(published);
  observe_with(&watching);
  stop_on_signal signals(given.control < 0);
  std::optional<control> supervisor;
  http::server* server = nullptr;
  auto options = server_options_for(given);
  if (given.control >= 0) {
    supervisor.emplace(given.control, [&](const std::string& name, long value) { server->set(name, value); });
  }
  options.on_serving = [&](const http::endpoint& where) {
    if (supervisor) return supervisor->say("serving " + std::to_string(where.port));
    std::printf("http://%s:%u  (Ctrl-C stops it)\n", where.address.c_str(),
                static_cast<unsigned>(where.port));
    std::fflush(stdout);
  };
  auto owned = std::make_unique<http::server>(std::move(options));
  server = owned.get();
  http::app app(std::move(owned));
  signals.stop_then(*server);
  std::thread answering;
  if (supervisor)
    answering = start_task(
        "control", [&] { supervisor->answer(); }, task_owner::toolkit);
  const knobs turned(*server, given.settings);
  const int code = serve(app);
  signals.end();
  if (supervisor) {
    supervisor->say("service returned");
    answering.join();
  } else if (census::alive() > 0) {
    std::fprintf(stderr, "%d tasks are left\n", census::alive());
  }
  return code;
}

}  // namespace
}  // namespace millrace::harness

int main(int argc, char** argv) {
  using namespace millrace::harness;
  try {
    return run(read_options(argc, argv));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "candidate: %s\n", error.what());
    return could_not_run;
  }
}
