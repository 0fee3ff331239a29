#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

#include "course/lab.h"
#include "course/project.h"

namespace millrace::tutor {

/// How fast a candidate is beside the reference fix.
struct speed {
  double ratio = 0;  ///< its median throughput over fixed's: above 1 is faster
  int runs = 0;      ///< of each
};

/// Runs both at the benchmark's scale, in turns (A B A B), so that what else the machine does falls on both.
/// Leaves its evidence in the folder `evidence`. None when a run fails or is stopped.
std::optional<speed> speed_beside_fixed(const project& where, const lab& which, const std::string& candidate,
                                        const std::filesystem::path& evidence,
                                        const std::stop_token& stop = {});

/// "0.97 times the throughput of the reference fix (median of 3 runs each)"
std::string speed_text(const speed& measured);

}  // namespace millrace::tutor
