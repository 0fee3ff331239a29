#pragma once

#include <optional>

#include <millrace/harness/supervisor/live_run.h>

namespace millrace::harness {

// These words are the tutor's, the viewer's and those of tests. The C library reads them: a larger one would
// be a tenth of what a learner waits for before the first verdict.

/// What the words of the command line ask for; nothing when that is help. Throws cannot_run.
std::optional<run_options> read_options(int argc, char** argv);

extern const char* const help_text;

}  // namespace millrace::harness
