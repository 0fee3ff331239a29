#pragma once

#include <millrace/probe/code_places.h>
#include <millrace/probe/reader.h>

namespace millrace::viewer {

/// Fills in the places of what only its code address is known of: threads and waits that are none of the
/// toolkit's, locks that are held, pairs of locks.
void name_places(probe::snapshot& in, probe::code_places& by);

}  // namespace millrace::viewer
