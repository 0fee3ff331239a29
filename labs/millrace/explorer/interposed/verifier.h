#pragma once

namespace millrace::explorer {

/// A program for verifiers that has had values chosen calls abort where it does not want those: its
/// assume_abort_if_not. That run tells nothing.
bool assumes_by_abort();

}  // namespace millrace::explorer
