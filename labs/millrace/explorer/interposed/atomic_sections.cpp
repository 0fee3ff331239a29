// Atomic sections of the software verification competition: nobody comes between, and one happens after the
// other. By its rules a function is one, too, whose name has __VERIFIER_atomic_ in it (C++ puts
// more before that).
#include "interposed/atomic_sections.h"

#include "interposed/interpose.h"
#include "memory/program_functions.h"
#include "model/locks.h"
#include "run/program.h"

// Stories call it by its name.
static const volatile char atomic_section = 0;

namespace millrace::explorer {
namespace {

constexpr std::size_t most_functions = 256;

struct atomic_functions {
  bool looked_for;
  std::size_t count;
  address_range at[most_functions];

  void leave_out(const char* name) {
    address_range others[4];
    const std::size_t found = find_functions(loaded, name, others, 4);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < count; ++i) {
      bool is_other = false;
      for (std::size_t k = 0; k < found; ++k) is_other = is_other || others[k].begin == at[i].begin;
      if (!is_other) at[kept++] = at[i];
    }
    count = kept;
  }

  bool contain(std::uintptr_t site) {
    if (!looked_for) {
      looked_for = true;
      count = find_functions(loaded, "__VERIFIER_atomic_", at, most_functions);
      // A program's own words for where one begins and ends are no sections themselves.
      leave_out("__VERIFIER_atomic_begin");
      leave_out("__VERIFIER_atomic_end");
    }
    for (std::size_t i = 0; i < count; ++i) {
      if (at[i].contains(site)) return true;
    }
    return false;
  }
};
[[gnu::section("millrace_state")]] constinit atomic_functions functions{};

sync_object& section() {
  return object_at(&atomic_section);
}

void begin_section(std::uintptr_t site) {
  sync_object& all = section();
  if (all.owner == current) {
    ++all.depth;
    return;
  }
  lock_exclusive(all, site);
  turns.begin_undisturbed();
}

void end_section() {
  sync_object& all = section();
  if (all.owner != current || --all.depth > 0) return;
  turns.end_undisturbed();
  unlock_exclusive(all);
}

}  // namespace

void note_entry(std::uintptr_t site) {
  if (in_run() && functions.contain(site)) begin_section(site);
}
void note_exit(std::uintptr_t site) {
  if (in_run() && functions.contain(site)) end_section();
}

}  // namespace millrace::explorer

using namespace millrace::explorer;

extern "C" {

[[gnu::weak]] void __VERIFIER_atomic_begin() {
  if (in_run()) begin_section(caller());
}
[[gnu::weak]] void __VERIFIER_atomic_end() {
  if (in_run()) end_section();
}

}  // extern "C"
