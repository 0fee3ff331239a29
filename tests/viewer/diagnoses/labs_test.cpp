// Each lab's two candidates under their real load, watched as the viewer watches them.
#include <ostream>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "diagnoses/warnings_of.h"

namespace millrace::viewer {
namespace {

struct lab {
  std::string path;
  std::set<std::string> must_fire;  ///< in the broken candidate
  std::set<std::string> may_fire;   ///< there as well
};

std::ostream& operator<<(std::ostream& out, const lab& each) {
  return out << each.path;
}

class labs : public testing::TestWithParam<lab> {};

TEST_P(labs, a_fixed_candidate_has_no_warning) {
  for (const auto& [kind, says] : warnings_of_round(GetParam().path, "fixed"))
    ADD_FAILURE() << kind << ": " << says;
}

TEST_P(labs, a_broken_candidate_has_the_warnings_of_its_bug) {
  const auto fired = warnings_of_round(GetParam().path, "broken");
  for (const auto& kind : GetParam().must_fire) EXPECT_TRUE(fired.contains(kind)) << "no " << kind;
  for (const auto& [kind, says] : fired) {
    EXPECT_TRUE(GetParam().must_fire.contains(kind) || GetParam().may_fire.contains(kind))
        << kind << ": " << says;
  }
}

// A bug that cannot be seen from outside has no warning: those labs' instruments are others.
INSTANTIATE_TEST_SUITE_P(
    all, labs,
    testing::Values(lab{"races/request-counter", {}, {}}, lab{"races/response-cache", {}, {}},
                    lab{"leaks/dangling-capture", {}, {}},
                    lab{"leaks/lost-cancellation", {"requests stuck"}, {}},
                    lab{"leaks/missing-receiver", {"task leaked"}, {}},
                    lab{"leaks/orphan-ticker", {"task leaked"}, {}},
                    lab{"spawning/webhook-flood", {"thread growth"}, {}},
                    lab{"spawning/blocking-submit", {"pool saturated"}, {}},
                    lab{"limits/global-only", {"bucket starved"}, {}},
                    lab{"deadlocks/account-transfer", {"lock order inversion"}, {"wait cycle"}},
                    lab{"logic/oversold-stock", {}, {}}, lab{"shutdown/dropped-jobs", {"jobs dropped"}, {}},
                    lab{"spawning/queue-sizing", {"unbounded queue"}, {"jobs dropped"}},
                    lab{"spawning/poison-job", {"job errors unreported"}, {}},
                    lab{"deadlocks/lock-and-send", {"lock held long"}, {"requests stuck"}},
                    lab{"logic/starved-writer", {"writer starved"}, {"lock held long"}}),
    [](const auto& each) {
      auto name = each.param.path.substr(each.param.path.find('/') + 1);
      for (auto& letter : name) letter = letter == '-' ? '_' : letter;
      return name;
    });

}  // namespace
}  // namespace millrace::viewer
