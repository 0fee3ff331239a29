// doctor: can this machine build and run what Millrace needs? Each thing is tried, not looked up.
#include <arpa/inet.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "commands/commands.h"
#include "verdict/process.h"

namespace millrace::tutor {
namespace {

namespace fs = std::filesystem;

struct finding_of_doctor {
  std::string what;
  bool well = false;
  std::string seen;
  std::string mend;
};

/// A folder for a trial, gone afterwards.
class trial_folder {
 public:
  trial_folder() {
    std::string name = (fs::temp_directory_path() / "millrace-doctor-XXXXXX").string();
    if (!mkdtemp(name.data()))
      throw cannot_run("cannot make a folder in " + fs::temp_directory_path().string() + "; free some space");
    path_ = name;
  }
  ~trial_folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  trial_folder(const trial_folder&) = delete;
  trial_folder& operator=(const trial_folder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

process_result try_run(const std::vector<std::string>& words, const fs::path& folder) {
  try {
    return run_process(words, folder, {}, std::chrono::seconds(60));
  } catch (const cannot_run&) {
    return {};
  }
}

finding_of_doctor tool(const std::string& name, const std::string& package) {
  const trial_folder folder;
  const auto run =
      find_program(name).empty() ? process_result{} : try_run({name, "--version"}, folder.path());
  return {name, run.code == 0, run.code == 0 ? first_line(run.output) : "not found",
          "apt-get install " + package};
}

/// Compiles and runs a program with a sanitizer and an error that it must report.
finding_of_doctor sanitizer(const std::string& name, const std::string& flag, const std::string& program,
                            const std::string& must_say) {
  const trial_folder folder;
  std::ofstream(folder.path() / "trial.cpp") << program;
  const auto built = try_run({"c++", "-std=c++20", "-g", flag, "trial.cpp", "-o", "trial"}, folder.path());
  if (built.code != 0) {
    return {name, false, "a program does not compile with " + flag,
            "apt-get install g++ (it brings the sanitizers along)"};
  }
  auto run = try_run({(folder.path() / "trial").string()}, folder.path());
  std::string how = "reports what it must";
  if (run.output.find("unexpected memory mapping") != std::string::npos) {
    run = try_run({"setarch", "-R", (folder.path() / "trial").string()}, folder.path());
    how += ", without address-space randomisation (Millrace turns it off by itself)";
  }
  const bool well = run.output.find(must_say) != std::string::npos;
  return {name, well, well ? how : "said: " + first_line(run.output),
          "sysctl vm.mmap_rnd_bits=28, or another machine"};
}

finding_of_doctor loopback() {
  const int socket_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool well = socket_ >= 0 &&
                    bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
                    listen(socket_, 1) == 0;
  if (socket_ >= 0) close(socket_);
  return {"loopback network", well,
          well ? "127.0.0.1 can be listened on" : "no port can be opened on 127.0.0.1",
          "ip link set lo up, or allow sockets in the sandbox"};
}

finding_of_doctor limit(const std::string& name, __rlimit_resource what, rlim_t least,
                        const std::string& mend) {
  rlimit now{};
  getrlimit(what, &now);
  const std::string seen = now.rlim_cur == RLIM_INFINITY ? "no limit" : std::to_string(now.rlim_cur);
  return {name, now.rlim_cur == RLIM_INFINITY || now.rlim_cur >= least, seen, mend};
}

finding_of_doctor disk(const fs::path& where) {
  struct statvfs volume {};
  statvfs(where.c_str(), &volume);
  const auto free_mib = volume.f_bavail * volume.f_frsize >> 20;
  constexpr unsigned long least_mib = 1024;
  return {"disk", free_mib >= least_mib, fmt::format("{} MiB free", free_mib),
          "free some space: a full build takes about 1 GiB"};
}

/// Lessons and labs go without the viewer, and the viewer's pictures without a display: neither is an
/// illness.
finding_of_doctor viewer(const project& where) {
  const bool configured = fs::exists(where.build / "viewer" / "available");
  return {"viewer", true,
          configured ? "can be built: millrace view LAB"
                     : "not configured: lessons/tutor/install-packages viewer, then cmake -B " +
                           shown(where, where.build),
          ""};
}

finding_of_doctor display() {
  const bool there = std::getenv("DISPLAY") || std::getenv("WAYLAND_DISPLAY");
  return {
      "display", true,
      there ? "yes" : "none: millrace view --screenshot FILE and millrace top need none, xvfb-run makes one",
      ""};
}

std::vector<std::function<finding_of_doctor()>> examinations(const session_setup& with) {
  const std::string race =
      "#include <thread>\nint n; int main() { std::thread a([] { ++n; }); ++n; a.join(); return 0; }\n";
  const std::string use_after_free = "int main() { int* p = new int(1); delete p; return *p; }\n";
  const std::string undefined = "int main(int c, char**) { int most = 2147483647; return most + c > 0; }\n";
  return {[] { return tool("c++", "g++"); },
          [] { return tool("cmake", "cmake"); },
          [] { return tool("ninja", "ninja-build"); },
          [] { return tool("addr2line", "binutils"); },
          [] { return tool("diff", "diffutils"); },
          [=] { return sanitizer("ThreadSanitizer", "-fsanitize=thread", race, "data race"); },
          [=] {
            return sanitizer("AddressSanitizer", "-fsanitize=address", use_after_free, "heap-use-after-free");
          },
          [=] {
            return sanitizer("UndefinedBehaviorSanitizer", "-fsanitize=undefined", undefined,
                             "signed integer overflow");
          },
          loopback,
          [] { return limit("processes", RLIMIT_NPROC, 2048, "ulimit -u 4096"); },
          [] { return limit("open files", RLIMIT_NOFILE, 512, "ulimit -n 4096"); },
          [&with] { return disk(with.where.root); },
          [&with] { return viewer(with.where); },
          display,
          [] {
            const bool well = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1;
            return finding_of_doctor{"terminal", true,
                                     well ? "yes" : "none: millrace runs the first lesson by itself", ""};
          }};
}

}  // namespace

int doctor_command(const session_setup& with, bool json) {
  nlohmann::json all = nlohmann::json::array();
  bool well = true;
  for (const auto& examine : examinations(with)) {
    const auto found = examine();
    well = well && found.well;
    if (json) {
      all.push_back({{"what", found.what}, {"well", found.well}, {"seen", found.seen}, {"mend", found.mend}});
      continue;
    }
    fmt::print(" {} {:<28}{}\n", found.well ? with.out.good("✓") : with.out.bad("✗"), found.what, found.seen);
    if (!found.well) fmt::print("   {}\n", with.out.note(found.mend));
    std::fflush(stdout);
  }
  if (json) fmt::print("{}\n", all.dump(2));
  return well ? passed : candidate_failed;
}

}  // namespace millrace::tutor
