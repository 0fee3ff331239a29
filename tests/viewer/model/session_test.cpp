#include "model/session.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "model/random_run.h"

namespace millrace::viewer {
namespace {

/// All of a random run at once.
class played final : public source {
 public:
  explicit played(std::uint32_t seed) {
    random_run run(20, 500, seed);
    for (int i = 0; i < 20; ++i) all_.push_back(run.next(30));
  }
  std::vector<batch> poll() override { return std::exchange(all_, {}); }
  std::string name() const override { return "played"; }
  void turn(const std::string& name, std::int64_t value) override { turned[name] = value; }
  const std::vector<batch>& all() const { return all_; }

  std::map<std::string, std::int64_t> turned;

 private:
  std::vector<batch> all_;
};

class a_session : public testing::Test {
 protected:
  a_session() {
    for (const std::uint32_t seed : {1U, 2U}) {
      auto from = std::make_unique<played>(seed);
      for (const auto& come : from->all()) {
        for (const auto& each : come.events) times.insert(each.at);
      }
      watching.watch(std::move(from));
    }
    watching.on_batch = [this](const session::watched& each) { ends.push_back(each.seen.past().end()); };
    watching.update(0.1);
  }
  std::vector<double> ends;  ///< after each batch
  std::set<double> times;    ///< of all events of both
  session watching;
};

TEST_F(a_session, stepping_visits_every_moment_at_which_anything_happened) {
  watching.when().seek(watching.begin() - 1);
  std::vector<double> forward;
  for (double before = -1; before != watching.when().at(); watching.step(1)) {
    before = watching.when().at();
    forward.push_back(before);
  }
  forward.erase(forward.begin());  // where it stood
  EXPECT_EQ(std::vector<double>(times.begin(), times.end()), forward);

  std::vector<double> back;
  for (double before = -1; before != watching.when().at(); watching.step(-1)) {
    before = watching.when().at();
    back.push_back(before);
  }
  EXPECT_EQ(std::vector<double>(times.rbegin(), times.rend()), back);
  EXPECT_TRUE(watching.when().paused());
}

TEST_F(a_session, spans_all_tracks) {
  EXPECT_EQ(watching.end(), *times.rbegin());
  EXPECT_FALSE(watching.update(0)) << "nothing new, and nothing moves";
}

TEST_F(a_session, lets_nobody_miss_a_batch) {
  EXPECT_EQ(ends.size(), 40U);
  EXPECT_TRUE(std::is_sorted(ends.begin(), ends.begin() + 20));
  EXPECT_TRUE(std::is_sorted(ends.begin() + 20, ends.end()));
  EXPECT_LT(ends.front(), ends[19]);
}

TEST_F(a_session, turns_a_knob_of_every_track) {
  watching.turn("workers", 3);
  for (const auto& each : watching.tracks())
    EXPECT_EQ(dynamic_cast<played&>(*each->from).turned.at("workers"), 3);
}

}  // namespace
}  // namespace millrace::viewer
