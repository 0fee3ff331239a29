#include "races/foreign_locks.h"

#include <initializer_list>

#include "races/shadow.h"

namespace millrace::explorer {

[[gnu::section("millrace_state")]] foreign_locks unseen_locks;

namespace {

/// Was it changed or read by an atomic operation that the compiler announced, in this run?
bool is_known(const shadow_cell* cell) {
  for (const std::uint64_t access : {cell->write, cell->read}) {
    if ((access & access_word::atomic) != 0 && access_word::moment(access) > logical.run_began) return true;
  }
  return false;
}

}  // namespace

void foreign_locks::prepare(const loaded_objects& loaded) {
  announced_[0] = loaded.program_code;
  announced_[1] = loaded.cpp_library;
}

bool foreign_locks::is_announced(std::uintptr_t site) const {
  return announced_[0].contains(site) || announced_[1].contains(site);
}

void foreign_locks::look_at(std::uintptr_t word, std::uintptr_t site) {
  if (seen()) return;
  const shadow_cell* cell = shadow_of(word);
  if (cell == nullptr ? !is_announced(site) : !is_known(cell)) site_ = site;
}

void foreign_locks::look_at_loop(std::uintptr_t site) {
  if (!seen() && !is_announced(site)) site_ = site;
}

}  // namespace millrace::explorer
