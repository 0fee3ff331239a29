#pragma once

#include <cstddef>
#include <cstdint>

#include "memory/loaded_objects.h"
#include "model/task.h"

namespace millrace::explorer {

/// The program's heap and stacks stand at a fixed place, so that addresses are the same in every process and
/// their shadow is found with one subtraction.
constexpr std::uintptr_t world_begin = 0x2000'0000'0000;
constexpr std::size_t heap_size = std::size_t{1} << 30;
constexpr std::size_t stacks_size = std::size_t{1088} << 20;
constexpr std::size_t world_size = heap_size + stacks_size;
constexpr std::uintptr_t stacks_begin = world_begin + heap_size;

/// An access as one word: its moment (40 bits), the task's slot (8), flags, and which of four bytes (4).
namespace access_word {
constexpr unsigned moment_shift = 24;
constexpr unsigned slot_shift = 16;
constexpr std::uint64_t atomic = 1 << 8;
constexpr std::uint64_t freed = 1 << 9;
/// It raced in this run: whatever touches it is worth to stop at in later ones. Such a word equals no epoch,
/// so that none goes unseen.
constexpr std::uint64_t raced = 1 << 10;
/// Of a reading: others have read it too, and nothing orders them; see shared_reads.
constexpr std::uint64_t shared = 1 << 11;
constexpr std::uint64_t bytes = 0xf;
constexpr std::uint64_t make(std::uint64_t moment, unsigned slot) {
  return moment << moment_shift | std::uint64_t{slot} << slot_shift;
}
constexpr std::uint64_t moment(std::uint64_t word) {
  return word >> moment_shift;
}
constexpr unsigned slot(std::uint64_t word) {
  return (word >> slot_shift) & 0xff;
}
constexpr std::uint64_t epoch(std::uint64_t word) {
  return word & ~std::uint64_t{0xffff};
}
}  // namespace access_word

/// The last write and the last read of four bytes, and where in the code they stand.
struct shadow_cell {
  std::uint64_t write;
  std::uint64_t read;
  std::uint32_t write_site;
  std::uint32_t read_site;
};

constexpr std::uintptr_t world_shadow = 0x2800'0000'0000;

struct data_shadow {
  address_range data;
  shadow_cell* cells;
};
extern data_shadow program_data_shadow;

/// Null for memory that is not watched: that of the C and C++ libraries.
inline shadow_cell* shadow_of(std::uintptr_t address) {
  const std::uintptr_t in_world = address - world_begin;
  if (in_world < world_size) [[likely]]
    return reinterpret_cast<shadow_cell*>(world_shadow) + (in_world >> 2);
  const std::uintptr_t in_data = address - program_data_shadow.data.begin;
  if (in_data < program_data_shadow.data.size()) return program_data_shadow.cells + (in_data >> 2);
  return nullptr;
}

struct access {
  std::uintptr_t address;
  std::size_t size;
  std::uintptr_t site;
  bool write;
  bool atomic;
};

/// Reserves the world and its shadow, before any of the program's code runs.
void prepare_shadow(const loaded_objects& loaded);

/// Checks an access of any size against what others did, and notes it.
void check_access(const access& what);

/// Code of the program as 32 bits, and back; 0 for all other.
extern address_range watched_code;
inline std::uint32_t short_site(std::uintptr_t site) {
  return watched_code.contains(site) ? static_cast<std::uint32_t>(site - watched_code.begin) : 0;
}
inline std::uintptr_t long_site(std::uint32_t site) {
  return site == 0 ? 0 : watched_code.begin + site;
}

/// Every byte of a freed block is marked: whoever touches it uses it after its end.
void mark_freed(std::uintptr_t address, std::size_t size, std::uintptr_t site);

/// Nothing there that the running task's past does not hold, and nothing to be said about it.
inline bool is_quiet(std::uint64_t word) {
  constexpr std::uint64_t remarkable = access_word::freed | access_word::raced | access_word::shared;
  constexpr std::uint64_t whose = std::uint64_t{0xff} << access_word::slot_shift;
  if (((word ^ current_epoch) & (whose | remarkable)) == 0) return true;
  if (access_word::moment(word) <= logical.run_began) return true;  // of an earlier run, whatever it was
  if ((word & remarkable) != 0) return false;
  return access_word::moment(word) <= current->clock.of(access_word::slot(word));
}

/// One cell: nearly always nobody else's doing is there, and ours is noted. False: look closer.
template <bool Write>
inline bool settle(shadow_cell& cell, std::uint64_t bytes, std::uintptr_t site) {
  const std::uint64_t mine = current_epoch | bytes;
  if (cell.write == mine || (!Write && (cell.read & ~access_word::shared) == mine)) return true;
  if (!is_quiet(cell.write) || !is_quiet(cell.read)) [[unlikely]]
    return false;
  std::uint64_t& word = Write ? cell.write : cell.read;
  const bool same_epoch = ((word ^ mine) & ~access_word::bytes) == 0;
  word = same_epoch ? word | mine : mine;
  (Write ? cell.write_site : cell.read_site) = short_site(site);
  return true;
}

/// An access of 1, 2, 4 bytes (within one cell) or 8 (two cells), aligned: the way nearly all go. False: it
/// is for check_access.
template <unsigned Size, bool Write>
inline bool settle_aligned(std::uintptr_t address, std::uintptr_t site) {
  shadow_cell* cell = shadow_of(address);
  if (cell == nullptr) return true;
  constexpr std::uint64_t all = Size >= 4 ? access_word::bytes : (1U << Size) - 1;
  const std::uint64_t bytes = Size >= 4 ? all : all << (address & 3);
  return settle<Write>(*cell, bytes, site) && (Size < 8 || settle<Write>(cell[1], all, site));
}

}  // namespace millrace::explorer
