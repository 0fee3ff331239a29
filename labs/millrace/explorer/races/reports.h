#pragma once

#include <cstdint>

#include "races/shadow.h"

namespace millrace::explorer {

struct earlier_access {
  std::uintptr_t site;
  unsigned slot;
  bool write;
};

/// Two accesses that nothing orders. The run goes on: what comes of it may show, too. False: it is one that
/// nobody can mend, or may be none.
bool report_race(const access& later, const earlier_access& earlier);

/// Ends the run: a local variable of that task's is used, and is there no more.
[[noreturn]] void report_gone_stack(const access& use, unsigned owner);

/// Ends the run.
void report_use_after_free(const access& use, std::uintptr_t freed_at, unsigned by);

}  // namespace millrace::explorer
