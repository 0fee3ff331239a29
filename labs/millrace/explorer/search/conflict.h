#pragma once

#include "model/task.h"

namespace millrace::explorer {

/// Does it matter which of the two comes first?
inline bool conflict(const pending_operation& a, const pending_operation& b) {
  const bool same = (a.object != 0 && (a.object == b.object || a.object == b.with)) ||
                    (a.with != 0 && (a.with == b.object || a.with == b.with));
  return same && !(only_reads(a.kind) && only_reads(b.kind));
}

}  // namespace millrace::explorer
