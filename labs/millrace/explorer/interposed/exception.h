#pragma once

namespace millrace::explorer {

/// An exception that nobody catches ends the run, and its type and words are kept.
void prepare_exceptions();

}  // namespace millrace::explorer
