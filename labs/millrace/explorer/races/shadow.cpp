#include "races/shadow.h"

#include "memory/system.h"
#include "races/reports.h"
#include "races/shared_reads.h"
#include "races/sites.h"

namespace millrace::explorer {

[[gnu::section("millrace_state")]] data_shadow program_data_shadow{};
[[gnu::section("millrace_state")]] address_range watched_code{};

void prepare_shadow(const loaded_objects& loaded) {
  reserve_pages(world_size, reinterpret_cast<void*>(world_begin));
  reserve_pages(world_size / 4 * sizeof(shadow_cell), reinterpret_cast<void*>(world_shadow));
  program_data_shadow.data = {loaded.program_data.begin & ~std::uintptr_t{7}, loaded.program_data.end};
  program_data_shadow.cells = static_cast<shadow_cell*>(
      reserve_pages((program_data_shadow.data.size() / 4 + 4) * sizeof(shadow_cell)));
  watched_code = loaded.program_code;
}

namespace {

/// Does what `word` says happen beside the running task's access, with nothing that orders the two?
bool conflicts(std::uint64_t word, std::uint64_t bytes, bool atomic) {
  if ((word & bytes & access_word::bytes) == 0) return false;
  const unsigned slot = access_word::slot(word);
  if (slot == current->slot) return false;
  if (atomic && (word & access_word::atomic) != 0) return false;
  return access_word::moment(word) > current->clock.of(slot);
}

bool is_freed(std::uint64_t word, std::uint64_t bytes) {
  return (word & access_word::freed) != 0 && (word & bytes & access_word::bytes) != 0 &&
         access_word::moment(word) > logical.run_began;
}

bool has_raced(std::uint64_t word) {
  return (word & access_word::raced) != 0 && access_word::moment(word) > logical.run_began;
}
bool is_shared(std::uint64_t word) {
  return (word & access_word::shared) != 0 && access_word::moment(word) > logical.run_began;
}

/// Does another task's access, of which nothing says that it came before, stand there?
bool is_beside(std::uint64_t word) {
  const unsigned slot = access_word::slot(word);
  return slot != current->slot && access_word::moment(word) > current->clock.of(slot);
}

void note(std::uint64_t& word, std::uint32_t& site, std::uint64_t bytes, const access& what) {
  std::uint64_t mine = current_epoch | bytes | (what.atomic ? access_word::atomic : 0);
  if (access_word::epoch(word) == current_epoch &&
      (word & access_word::atomic) == (mine & access_word::atomic))
    mine |= word & access_word::bytes;
  if (has_raced(word)) mine |= access_word::raced;
  if (is_shared(word)) mine |= access_word::shared;
  word = mine;
  site = short_site(what.site);
}

/// Is either access of the cell in a race with this one?
bool report_conflicts(const shadow_cell& cell, std::uint64_t bytes, const access& what) {
  bool found = false;
  if (conflicts(cell.write, bytes, what.atomic))
    found |= report_race(what, {long_site(cell.write_site), access_word::slot(cell.write), true});
  if (what.write && conflicts(cell.read, bytes, what.atomic))
    found |= report_race(what, {long_site(cell.read_site), access_word::slot(cell.read), false});
  if (!what.write || !is_shared(cell.read)) return found;
  other_reads.for_each(cell, [&](std::uint64_t word, std::uint32_t site) {
    if (conflicts(word, bytes, what.atomic))
      found |= report_race(what, {long_site(site), access_word::slot(word), false});
  });
  return found;
}

/// One cell, where the quick look did not settle it.
void check_cell(shadow_cell& cell, std::uint64_t bytes, const access& what) {
  if (!in_run()) return;
  if (is_freed(cell.write, bytes)) {
    report_use_after_free(what, long_site(cell.write_site), access_word::slot(cell.write));
    return;
  }
  const bool races = report_conflicts(cell, bytes, what);
  const bool raced = has_raced(cell.write) || has_raced(cell.read);
  if (raced && !what.atomic) sites.add(what.site);
  const bool beside = !what.write && is_beside(cell.read);
  if (beside) other_reads.keep(cell, cell.read, cell.read_site);
  std::uint64_t& word = what.write ? cell.write : cell.read;
  note(word, what.write ? cell.write_site : cell.read_site, bytes, what);
  if (races || raced) word |= access_word::raced;
  if (beside) word |= access_word::shared;
}

/// How much of it lies in watched memory, from its beginning on: that much has its cells side by side.
std::size_t watched_bytes(const access& what) {
  std::size_t room = 0;
  if (what.address - world_begin < world_size)
    room = world_begin + world_size - what.address;
  else if (program_data_shadow.data.contains(what.address))
    room = program_data_shadow.data.end - what.address;
  return what.size < room ? what.size : room;
}

/// Cell by cell; `check` is told which of a cell's bytes it is about.
template <class Check>
void for_each_cell(const access& what, Check check) {
  std::uintptr_t at = what.address;
  const std::uintptr_t end = at + watched_bytes(what);
  for (shadow_cell* cell = shadow_of(at); at < end; ++cell) {
    const std::uintptr_t next = (at | 3) + 1;
    const std::uintptr_t upto = next < end ? next : end;
    check(*cell, ((std::uint64_t{1} << (upto - at)) - 1) << (at & 3));
    at = upto;
  }
}

template <bool Write>
void check_plain(const access& what) {
  for_each_cell(what, [&](shadow_cell& cell, std::uint64_t bytes) {
    if (!settle<Write>(cell, bytes, what.site)) check_cell(cell, bytes, what);
  });
}

}  // namespace

void check_access(const access& what) {
  if (!in_run()) return;
  if (what.atomic)
    for_each_cell(what, [&](shadow_cell& cell, std::uint64_t bytes) { check_cell(cell, bytes, what); });
  else if (what.write)
    check_plain<true>(what);
  else
    check_plain<false>(what);
}

void mark_freed(std::uintptr_t address, std::size_t size, std::uintptr_t site) {
  constexpr std::size_t most = std::size_t{64} << 10;  // marking costs memory six times the size
  const std::size_t marked = size < most ? size : most;
  // What the C++ library frees it may count itself (exceptions), and what orders that is not seen.
  const std::uint32_t where = short_site(site);
  const bool checked = where != 0;
  const std::uint64_t mark =
      access_word::make(logical.now + 1, current->slot) | access_word::freed | access_word::bytes;
  shadow_cell* cell = shadow_of(address);
  for (std::size_t i = 0; i < marked; i += 4, ++cell) {
    if (checked && (!is_quiet(cell->write) || !is_quiet(cell->read)))
      check_cell(*cell, access_word::bytes, {address + i, 4, site, true, false});
    cell->write = mark;
    cell->write_site = where;
  }
}

}  // namespace millrace::explorer
