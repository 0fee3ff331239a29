// malloc and operator new, so that a run's memory can be given back at once, and is watched. What the C
// library and the loader allocate for themselves outlives runs, and stays with the C library.
#include <cstdlib>
#include <cstring>
#include <malloc.h>
#include <new>

#include "interposed/interpose.h"
#include "memory/bytes.h"
#include "memory/program_heap.h"
#include "run/program.h"

extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* block, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);
void __libc_free(void* block);
}

namespace millrace::explorer {
namespace {

bool is_for_program(std::uintptr_t site) {
  if (loaded.program_code.size() == 0 || loaded.c_library.contains(site) || loaded.loader.contains(site))
    return false;
  return in_run() || !loaded.cpp_library.contains(site);
}

/// To allocate counts as an access: so a loop that does nothing else is seen.
void note_allocation(std::uintptr_t site) {
  if (!in_run()) return;
  current->wrote |= wrote_elsewhere;
  if (accesses.next() && accesses.too_many()) turns.note_loop(site);
}

void* allocate(std::size_t size, std::size_t alignment, std::uintptr_t site) {
  note_allocation(site);
  void* const block = program_heap::allocate(size, alignment, site);
  if (block == nullptr) errno = ENOMEM;
  return block;
}

void release(void* block, std::uintptr_t site) {
  if (block == nullptr) return;
  program_heap::owns(block) ? program_heap::deallocate(block, site) : __libc_free(block);
}

void* reallocate(void* block, std::size_t size, std::uintptr_t site) {
  if (block != nullptr && size == 0) {
    release(block, site);
    return nullptr;
  }
  void* const moved = allocate(size, 16, site);
  if (moved == nullptr || block == nullptr) return moved;
  const std::size_t before = program_heap::size_of(block);
  copy_bytes(moved, block, before < size ? before : size);
  release(block, site);
  return moved;
}

/// operator new: the program's alone, but before the runtime is prepared.
void* make(std::size_t size, std::size_t alignment, std::uintptr_t site) {
  if (loaded.program_code.size() == 0) return __libc_memalign(alignment, size);
  return allocate(size, alignment, site);
}
void* make_or_throw(std::size_t size, std::size_t alignment, std::uintptr_t site) {
  void* const block = make(size, alignment, site);
  if (block == nullptr) throw std::bad_alloc();
  return block;
}

}  // namespace
}  // namespace millrace::explorer

using namespace millrace::explorer;

extern "C" {

void* malloc(std::size_t size) noexcept {
  return is_for_program(caller()) ? allocate(size, 16, caller()) : __libc_malloc(size);
}

void* calloc(std::size_t count, std::size_t size) noexcept {
  if (!is_for_program(caller())) return __libc_calloc(count, size);
  std::size_t bytes = 0;
  if (__builtin_mul_overflow(count, size, &bytes)) {
    errno = ENOMEM;
    return nullptr;
  }
  return allocate(bytes, 16, caller());
}

void* realloc(void* block, std::size_t size) noexcept {
  const bool ours = block == nullptr ? is_for_program(caller()) : program_heap::owns(block);
  return ours ? reallocate(block, size, caller()) : __libc_realloc(block, size);
}

void free(void* block) noexcept {
  release(block, caller());
}

void* memalign(std::size_t alignment, std::size_t size) noexcept {
  return is_for_program(caller()) ? allocate(size, alignment, caller()) : __libc_memalign(alignment, size);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept {
  return is_for_program(caller()) ? allocate(size, alignment, caller()) : __libc_memalign(alignment, size);
}
int posix_memalign(void** into, std::size_t alignment, std::size_t size) noexcept {
  if (alignment < sizeof(void*) || (alignment & (alignment - 1)) != 0) return EINVAL;
  *into = is_for_program(caller()) ? allocate(size, alignment, caller()) : __libc_memalign(alignment, size);
  return *into == nullptr ? ENOMEM : 0;
}
std::size_t malloc_usable_size(void* block) noexcept {
  return block != nullptr && program_heap::owns(block) ? program_heap::size_of(block) : 0;
}

char* strndup(const char* text, std::size_t most) noexcept {
  std::size_t length = 0;
  while (length < most && text[length] != 0) ++length;
  auto* copy = static_cast<char*>(allocate(length + 1, 16, caller()));
  if (copy == nullptr) return nullptr;
  copy_bytes(copy, text, length);
  copy[length] = 0;
  return copy;
}
char* strdup(const char* text) noexcept {
  std::size_t length = 0;
  while (text[length] != 0) ++length;
  auto* copy = static_cast<char*>(allocate(length + 1, 16, caller()));
  if (copy != nullptr) copy_bytes(copy, text, length + 1);
  return copy;
}

}  // extern "C"

constexpr std::size_t usual = 16;

void* operator new(std::size_t size) {
  return make_or_throw(size, usual, caller());
}
void* operator new[](std::size_t size) {
  return make_or_throw(size, usual, caller());
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return make(size, usual, caller());
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  return make(size, usual, caller());
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  return make_or_throw(size, static_cast<std::size_t>(alignment), caller());
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
  return make_or_throw(size, static_cast<std::size_t>(alignment), caller());
}
void* operator new(std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept {
  return make(size, static_cast<std::size_t>(alignment), caller());
}
void* operator new[](std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept {
  return make(size, static_cast<std::size_t>(alignment), caller());
}

void operator delete(void* block) noexcept {
  release(block, caller());
}
void operator delete[](void* block) noexcept {
  release(block, caller());
}
void operator delete(void* block, std::size_t) noexcept {
  release(block, caller());
}
void operator delete[](void* block, std::size_t) noexcept {
  release(block, caller());
}
void operator delete(void* block, const std::nothrow_t&) noexcept {
  release(block, caller());
}
void operator delete[](void* block, const std::nothrow_t&) noexcept {
  release(block, caller());
}
void operator delete(void* block, std::align_val_t) noexcept {
  release(block, caller());
}
void operator delete[](void* block, std::align_val_t) noexcept {
  release(block, caller());
}
void operator delete(void* block, std::size_t, std::align_val_t) noexcept {
  release(block, caller());
}
void operator delete[](void* block, std::size_t, std::align_val_t) noexcept {
  release(block, caller());
}
void operator delete(void* block, std::align_val_t, const std::nothrow_t&) noexcept {
  release(block, caller());
}
void operator delete[](void* block, std::align_val_t, const std::nothrow_t&) noexcept {
  release(block, caller());
}
