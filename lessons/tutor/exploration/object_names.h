#pragma once

#include "exploration/found_failures.h"

namespace millrace::tutor {

/// What has no name of its own is called by what it is to the tasks: "the mutex", or "mutex 2" of several;
/// other memory "local 2 of main". Counted as far as the story is told, so this comes last.
void name_objects(told_failure& of);

}  // namespace millrace::tutor
