#pragma once

#include <string>

#include "exploration/found_failures.h"

namespace millrace::tutor {

/// "queue.cpp:12"; empty if it is not known.
std::string place_name(const code_place& place);
/// "7", or "0x200000000030" for what looks like an address.
std::string value_words(std::int64_t value);
/// "reads stock: 1", "locks m", "wakes one at ready".
std::string step_words(const told_step& step);
/// Of a task that cannot go on: "waits for m, which task 2 holds", "waits at ready for a notification".
std::string waiting_words(const told_task& task, const told_failure& in);

}  // namespace millrace::tutor
