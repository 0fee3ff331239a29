#pragma once

#include <array>
#include <random>
#include <vector>

#include "model/batch.h"
#include "model/world.h"

namespace millrace::viewer {

/// A made-up process of `tasks` tasks and a few resources, in which one thing after another happens at
/// random, `per_second` of them. Each batch has the state at its end.
class random_run {
 public:
  random_run(std::uint32_t tasks, double per_second, std::uint32_t seed = 1)
      : tasks_(tasks), interval_(1 / per_second), random_(seed), now_(probe::snapshot{}) {}

  batch next(std::size_t events) {
    batch come;
    at_ += interval_;  // what happens at a snapshot's very moment is in it
    for (std::size_t i = 0; i < events; ++i) {
      come.events.push_back(next_event());
      now_.apply(come.events.back());
    }
    come.at = at_;
    come.state = now_.state();
    come.state->at = at_;
    come.state->process = 42;
    return come;
  }

 private:
  probe::event_view next_event() {
    using kind = probe::event_kind;
    static constexpr std::array kinds{kind::task_started,    kind::task_ended,      kind::blocked,
                                      kind::resumed,         kind::resource_opened, kind::resource_holds,
                                      kind::resource_passed, kind::resource_closed, kind::request};
    const auto below = [this](std::size_t end) {
      return static_cast<std::uint32_t>(std::uniform_int_distribution<std::size_t>(0, end - 1)(random_));
    };
    at_ += interval_ * below(3);  // some happen at once
    return {at_,          below(tasks_), kinds[below(kinds.size())], static_cast<std::uint8_t>(below(3)),
            1 + below(8), below(100)};
  }

  std::uint32_t tasks_;
  double interval_;
  double at_ = 100;
  std::mt19937 random_;
  world now_;
};

}  // namespace millrace::viewer
