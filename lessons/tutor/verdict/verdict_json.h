#pragma once

#include <string>

#include "verdict/check.h"

namespace millrace::tutor {

/// A verdict with its findings, for machines.
std::string verdict_json(const verdict& outcome);

}  // namespace millrace::tutor
