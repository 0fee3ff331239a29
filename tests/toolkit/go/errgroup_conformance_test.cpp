// The scenes of errgroup_reference.go with our error_group, and what Go's prints for them.
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <system_error>

#include <gtest/gtest.h>

#include <millrace/toolkit/channel.h>
#include <millrace/toolkit/error_group.h>

namespace millrace {
namespace {

const auto first = std::make_error_code(std::errc::io_error);
const auto second = std::make_error_code(std::errc::broken_pipe);

std::string shown(std::error_code error) {
  if (!error) return "<nil>";
  return error == first ? "first" : error == second ? "second" : error.message();
}

const char* shown(bool value) {
  return value ? "true" : "false";
}

void play_failures(std::ostream& out) {
  error_group none;
  out << "no tasks: " << shown(none.wait()) << '\n';

  error_group good;
  good.go([] {});
  const auto result = good.wait();
  out << "success: " << shown(result) << " then ended: " << shown(good.ctx().done()) << '\n';

  error_group bad;
  channel<bool> failed;
  bad.go([failed]() mutable {
    failed.close();
    return first;
  });
  bad.go([failed](const context& ctx) mutable {
    static_cast<void>(failed.receive());
    ctx.wait();
    return second;
  });
  out << "two failures: " << shown(bad.wait()) << '\n';
}

void play_limits(std::ostream& out) {
  error_group limited;
  limited.set_limit(2);
  channel<bool> release;
  const auto hold = [release]() mutable { static_cast<void>(release.receive()); };
  limited.go(hold);
  limited.go(hold);
  out << "third of two: " << shown(limited.try_go([] {})) << '\n';
  release.close();
  limited.wait();
  const bool again = limited.try_go([] {});
  out << "after wait: " << shown(again) << ' ' << shown(limited.wait()) << '\n';

  error_group bounded;
  bounded.set_limit(3);
  std::atomic<int> active = 0;
  std::atomic<int> peak = 0;
  for (int i = 0; i < 50; ++i) {
    bounded.go([&] {
      const int now = ++active;
      int most = peak;
      while (now > most && !peak.compare_exchange_weak(most, now)) {
      }
      --active;
    });
  }
  const auto error = bounded.wait();
  out << "bounded: " << shown(error) << ' ' << shown(peak <= 3) << '\n';

  error_group zero;
  zero.set_limit(0);
  out << "limit zero: " << shown(zero.try_go([] {})) << '\n';

  error_group unlimited;
  unlimited.set_limit(-1);
  const bool started = unlimited.try_go([] {});
  out << "no limit: " << shown(started) << ' ' << shown(unlimited.wait()) << '\n';

  error_group busy;
  busy.set_limit(1);
  channel<bool> held;
  busy.go([held]() mutable { static_cast<void>(held.receive()); });
  bool refused = false;
  try {
    busy.set_limit(2);
  } catch (const std::logic_error&) {
    refused = true;
  }
  out << "limit while busy: " << shown(refused) << '\n';
  held.close();
  busy.wait();
}

TEST(errgroup_conformance, ends_as_go_does) {
  std::ostringstream ours;
  play_failures(ours);
  play_limits(ours);
  const auto output = testing::TempDir() + "/errgroup-output";
  const std::string command = std::string(REFERENCES) + "/errgroup_reference >" + output;
  ASSERT_EQ(std::system(command.c_str()), 0) << command;
  std::ifstream file(output);
  const std::string theirs{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(ours.str(), theirs);
}

}  // namespace
}  // namespace millrace
