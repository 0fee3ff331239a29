#pragma once

#include <atomic>
#include <functional>

#include <millrace/harness/scenario.h>
#include <millrace/harness/supervisor/load_knobs.h>

namespace millrace::harness {

/// How a load reaches the candidate, and what tells it to give up early.
struct load_target {
  std::function<http::client()> connect;
  const std::atomic<bool>* over;  ///< set once the candidate is gone: what is left is unanswered
  const load_knobs* knobs;        ///< null: nobody watches
};

load_result drive_closed(closed_load load, const run::call& each, const load_target& target);
load_result drive_open(open_load load, const run::call& each, const load_target& target, unsigned seed);

}  // namespace millrace::harness
