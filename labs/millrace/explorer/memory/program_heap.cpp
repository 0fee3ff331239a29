#include "memory/program_heap.h"

#include "memory/bytes.h"
#include "memory/system.h"
#include "races/shadow.h"
#include "run/finding.h"

namespace millrace::explorer::program_heap {
namespace {

enum class block_state : std::uint32_t { used = 0x0b10cade, freed = 0x0b10cdad };

/// Stands before each block.
struct header {
  std::size_t size;
  std::uint32_t site;
  block_state state;
};
static_assert(sizeof(header) == 16);

constexpr std::uintptr_t heap_end = world_begin + heap_size;
constexpr std::size_t worth_releasing = std::size_t{64} << 20;

struct heap_state {
  std::uintptr_t top = world_begin;
  std::uintptr_t kept_top = world_begin;
  std::uintptr_t highest = world_begin;
  void* kept = nullptr;
};
[[gnu::section("millrace_state")]] heap_state heap{};

header& header_of(const void* block) {
  return *(reinterpret_cast<header*>(const_cast<void*>(block)) - 1);
}

bool is_block(const void* block) {
  const header& head = header_of(block);
  return head.state == block_state::used || head.state == block_state::freed;
}

[[noreturn]] void misused(const void* block, std::uintptr_t site, const char* what) {
  finding found = make_finding(ending::misuse, site, what);
  found.object = reinterpret_cast<std::uintptr_t>(block);
  end_run(found);
}

}  // namespace

bool owns(const void* block) {
  return reinterpret_cast<std::uintptr_t>(block) - world_begin < heap_size;
}
std::size_t size_of(const void* block) {
  return header_of(block).size;
}

void* allocate(std::size_t size, std::size_t alignment, std::uintptr_t site) {
  if (alignment < 16) alignment = 16;
  const std::uintptr_t begin = (heap.top + sizeof(header) + alignment - 1) & ~(alignment - 1);
  if (size > heap_size || begin + size > heap_end) return nullptr;
  // Beyond what any run has reached memory is zero already.
  const std::uintptr_t used_end = begin + size < heap.highest ? begin + size : heap.highest;
  if (begin < used_end) fill_bytes(reinterpret_cast<void*>(begin), 0, used_end - begin);
  heap.top = begin + (size == 0 ? 1 : size);
  if (heap.top > heap.highest) heap.highest = heap.top;
  auto* block = reinterpret_cast<void*>(begin);
  header_of(block) = {size, short_site(site), block_state::used};
  return block;
}

void deallocate(void* block, std::uintptr_t site) {
  if (!in_run()) {
    header_of(block).state = block_state::freed;
    return;
  }
  if (!is_block(block)) misused(block, site, "what is freed here is not the beginning of a block");
  header& head = header_of(block);
  if (head.state == block_state::freed) misused(block, site, "a block is freed twice");
  mark_freed(reinterpret_cast<std::uintptr_t>(block), head.size, site);
  head.state = block_state::freed;
  head.site = short_site(site);
}

block_facts find(std::uintptr_t address) {
  if (address >= heap.top || address < world_begin) return {};
  for (std::uintptr_t at = address & ~std::uintptr_t{15}; at > world_begin; at -= 16) {
    const auto* block = reinterpret_cast<const void*>(at);
    if (!is_block(block)) continue;
    const header& head = header_of(block);
    if (address - at >= head.size) return {};
    return {at, head.size, long_site(head.site), head.state == block_state::freed};
  }
  return {};
}

void keep() {
  heap.kept_top = heap.top;
  const std::size_t size = heap.top - world_begin;
  if (size == 0) return;
  heap.kept = reserve_pages(size);
  copy_bytes(heap.kept, reinterpret_cast<const void*>(world_begin), size);
}

void reset() {
  if (heap.highest - heap.kept_top > worth_releasing) {
    const std::uintptr_t from = (heap.kept_top + 4095) & ~std::uintptr_t{4095};
    release_pages(reinterpret_cast<void*>(from), heap.highest - from);
    release_pages(shadow_of(from), (heap.highest - from) / 4 * sizeof(shadow_cell));
    heap.highest = from;
  }
  heap.top = heap.kept_top;
  if (heap.kept != nullptr)
    copy_bytes(reinterpret_cast<void*>(world_begin), heap.kept, heap.kept_top - world_begin);
}

}  // namespace millrace::explorer::program_heap
