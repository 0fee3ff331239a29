#pragma once

#include "model/task.h"

namespace millrace::explorer {

/// What the program calls its tasks: as Linux keeps it, fifteen characters.
constexpr unsigned longest_name = 15;

void name_task(const task& which, const char* name);
/// Empty if it was given none.
const char* name_of(const task& which);
void forget_name(unsigned slot);

}  // namespace millrace::explorer
