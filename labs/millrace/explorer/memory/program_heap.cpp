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
  std::uint32_t size;
  std::uint32_t next;  ///< of freed blocks in line: the distance from the world's beginning; 0: none
  std::uint32_t site;
  block_state state;
};
static_assert(sizeof(header) == 16);

constexpr std::uintptr_t heap_end = world_begin + heap_size;
constexpr std::size_t worth_releasing = std::size_t{64} << 20;
/// So much a run may allocate before what it freed is used again; until then each use after free is seen.
constexpr std::size_t used_once = std::size_t{16} << 20;

/// Blocks of one capacity that were freed, the oldest first.
struct line {
  std::uint32_t first;
  std::uint32_t last;
};
constexpr unsigned lines = 4 * 32;

struct heap_state {
  std::uintptr_t top = world_begin;
  std::uintptr_t kept_top = world_begin;
  std::uintptr_t highest = world_begin;
  void* kept = nullptr;
  line freed[lines] = {};
};
[[gnu::section("millrace_state")]] heap_state heap{};

header& header_of(const void* block) {
  return *(reinterpret_cast<header*>(const_cast<void*>(block)) - 1);
}

/// Four capacities between a power of two and the next.
unsigned line_of(std::size_t size) {
  if (size <= 64) return static_cast<unsigned>((size + 15) / 16);
  const auto power = static_cast<unsigned>(63 - __builtin_clzl(size - 1));
  const auto quarter = static_cast<unsigned>(((size - 1) >> (power - 2)) & 3);
  return power * 4 + quarter - 19;
}
std::size_t capacity_of(std::size_t size) {
  if (size <= 64) return size == 0 ? 16 : (size + 15) & ~std::size_t{15};
  const auto step = static_cast<unsigned>(61 - __builtin_clzl(size - 1));
  return (((size - 1) >> step) + 1) << step;
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

namespace {

/// Much memory is given back instead: it reads as zero when it is touched again.
void clear(void* from, std::size_t size) {
  constexpr std::size_t much = std::size_t{256} << 10;
  constexpr std::uintptr_t page = 4096;
  if (size < much) {
    fill_bytes(from, 0, size);
    return;
  }
  const auto begin = reinterpret_cast<std::uintptr_t>(from);
  const std::uintptr_t first = (begin + page - 1) & ~(page - 1);
  const std::uintptr_t last = (begin + size) & ~(page - 1);
  fill_bytes(from, 0, first - begin);
  release_pages(reinterpret_cast<void*>(first), last - first);
  fill_bytes(reinterpret_cast<void*>(last), 0, begin + size - last);
}

/// The oldest freed block of that capacity, as if nobody had used it before.
void* use_again(std::size_t size) {
  line& waiting = heap.freed[line_of(size)];
  if (waiting.first == 0) return nullptr;
  auto* block = reinterpret_cast<void*>(world_begin + waiting.first);
  waiting.first = header_of(block).next;
  const std::size_t capacity = capacity_of(size);
  clear(block, capacity);
  clear(shadow_of(reinterpret_cast<std::uintptr_t>(block)), capacity / 4 * sizeof(shadow_cell));
  return block;
}

void put_in_line(void* block) {
  const auto offset = static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(block) - world_begin);
  line& waiting = heap.freed[line_of(header_of(block).size)];
  header_of(block).next = 0;
  if (waiting.first == 0)
    waiting.first = offset;
  else
    header_of(reinterpret_cast<void*>(world_begin + waiting.last)).next = offset;
  waiting.last = offset;
}

/// Null if there is no room.
void* extend(std::size_t size, std::size_t alignment) {
  const std::uintptr_t begin = (heap.top + sizeof(header) + alignment - 1) & ~(alignment - 1);
  if (size > heap_size || begin + capacity_of(size) > heap_end) return nullptr;
  // Beyond what any run has reached memory is zero already.
  const std::uintptr_t used_end = begin + size < heap.highest ? begin + size : heap.highest;
  if (begin < used_end) fill_bytes(reinterpret_cast<void*>(begin), 0, used_end - begin);
  heap.top = begin + capacity_of(size);
  if (heap.top > heap.highest) heap.highest = heap.top;
  return reinterpret_cast<void*>(begin);
}

}  // namespace

void* allocate(std::size_t size, std::size_t alignment, std::uintptr_t site) {
  if (alignment < 16) alignment = 16;
  void* block = nullptr;
  if (heap.top - heap.kept_top > used_once && alignment == 16 && size <= heap_size) block = use_again(size);
  if (block == nullptr) block = extend(size, alignment);
  if (block != nullptr)
    header_of(block) = {static_cast<std::uint32_t>(size), 0, short_site(site), block_state::used};
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
  put_in_line(block);
}

block_facts find(std::uintptr_t address) {
  if (address >= heap.top || address < world_begin) return {};
  for (std::uintptr_t at = address & ~std::uintptr_t{15}; at > world_begin; at -= 16) {
    const auto* block = reinterpret_cast<const void*>(at);
    if (!is_block(block)) continue;
    const header& head = header_of(block);
    if (address - at >= head.size) return {};
    const bool freed = head.state == block_state::freed;  // which takes the place of where it was allocated
    return {at, head.size, freed ? 0 : long_site(head.site), freed};
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
  for (line& each : heap.freed) each.first = 0;
  if (heap.kept != nullptr)
    copy_bytes(reinterpret_cast<void*>(world_begin), heap.kept, heap.kept_top - world_begin);
}

}  // namespace millrace::explorer::program_heap
