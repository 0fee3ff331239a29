#pragma once

#include <cstddef>
#include <cstdint>

#include "memory/loaded_objects.h"

namespace millrace::explorer {

/// The program's heap: a run's allocations stand one behind the other and are all given back at once at its
/// end. Nothing is used twice in a run, so that a use after free is seen. New memory is zero, in every run.
namespace program_heap {

void* allocate(std::size_t size, std::size_t alignment, std::uintptr_t site);
void deallocate(void* block, std::uintptr_t site);
bool owns(const void* block);
std::size_t size_of(const void* block);

/// Is that an address in a block of this run? Its beginning, size, and where it was allocated, unless it has
/// been freed since.
struct block_facts {
  std::uintptr_t begin = 0;
  std::size_t size = 0;
  std::uintptr_t allocated_at = 0;
  bool freed = false;
};
block_facts find(std::uintptr_t address);

/// What stands now, before main, is there at the beginning of each run.
void keep();
void reset();

}  // namespace program_heap
}  // namespace millrace::explorer
