#include "memory/loaded_objects.h"

#include <elf.h>
#include <link.h>

#include "memory/system.h"

// The runtime's own variables stand in a section of their own, so that a reset leaves them alone.
extern "C" {
extern char __start_millrace_state[];
extern char __stop_millrace_state[];
}

namespace millrace::explorer {
namespace {

constexpr std::uintptr_t page = 4096;

bool contains(const char* text, const char* part) {
  for (; *text != 0; ++text) {
    std::size_t i = 0;
    while (part[i] != 0 && text[i] == part[i]) ++i;
    if (part[i] == 0) return true;
  }
  return false;
}

bool is_c_library(const char* name) {
  return contains(name, "/libc.so");
}
bool is_loader(const char* name) {
  return contains(name, "/ld-linux");
}
bool is_cpp_library(const char* name) {
  return contains(name, "/libstdc++");
}
bool is_unwinder(const char* name) {
  return contains(name, "/libgcc_s");
}
bool is_system(const char* name) {
  return is_c_library(name) || is_loader(name) || is_cpp_library(name) || is_unwinder(name) ||
         contains(name, "/libm.so") || contains(name, "linux-vdso");
}

/// Where the code of an object lies.
address_range code_of(const dl_phdr_info& object) {
  for (int i = 0; i < object.dlpi_phnum; ++i) {
    const auto& segment = object.dlpi_phdr[i];
    if (segment.p_type == PT_LOAD && (segment.p_flags & PF_X) != 0)
      return {object.dlpi_addr + segment.p_vaddr, object.dlpi_addr + segment.p_vaddr + segment.p_memsz};
  }
  return {};
}

void note_system_code(loaded_objects& to, const dl_phdr_info& object) {
  if (is_c_library(object.dlpi_name)) to.c_library = code_of(object);
  if (is_loader(object.dlpi_name)) to.loader = code_of(object);
  if (is_cpp_library(object.dlpi_name)) to.cpp_library = code_of(object);
  if (is_unwinder(object.dlpi_name)) to.unwinder = code_of(object);
}

std::uintptr_t thread_pointer() {
  std::uintptr_t pointer = 0;
  asm("movq %%fs:0, %0" : "=r"(pointer));
  return pointer;
}

void add_writable(loaded_objects& to, address_range range) {
  const address_range own = {reinterpret_cast<std::uintptr_t>(__start_millrace_state),
                             reinterpret_cast<std::uintptr_t>(__stop_millrace_state)};
  if (range.contains(own.begin)) {
    add_writable(to, {range.begin, own.begin});
    add_writable(to, {own.end, range.end});
    return;
  }
  if (range.begin >= range.end) return;
  if (to.writable_count == loaded_objects::most) cannot_explore("too many shared libraries");
  to.writable[to.writable_count++] = range;
}

void add_thread_locals(loaded_objects& to, const dl_phdr_info& object, const ElfW(Phdr) & segment) {
  if (object.dlpi_tls_data == nullptr || to.thread_local_count == loaded_objects::most) return;
  to.thread_locals[to.thread_local_count++] = {
      reinterpret_cast<const void*>(object.dlpi_addr + segment.p_vaddr), segment.p_filesz, segment.p_memsz,
      static_cast<std::intptr_t>(reinterpret_cast<std::uintptr_t>(object.dlpi_tls_data) - thread_pointer())};
}

/// Read-only once relocated: the beginning of the writable segment.
address_range relocated_once(const dl_phdr_info& object) {
  for (int i = 0; i < object.dlpi_phnum; ++i) {
    const auto& segment = object.dlpi_phdr[i];
    if (segment.p_type == PT_GNU_RELRO)
      return {(object.dlpi_addr + segment.p_vaddr) & ~(page - 1),
              (object.dlpi_addr + segment.p_vaddr + segment.p_memsz) & ~(page - 1)};
  }
  return {};
}

void add_segments(loaded_objects& to, const dl_phdr_info& object, bool program) {
  const auto fixed = relocated_once(object);
  if (program) to.program_code = code_of(object);
  for (int i = 0; i < object.dlpi_phnum; ++i) {
    const auto& segment = object.dlpi_phdr[i];
    address_range range = {object.dlpi_addr + segment.p_vaddr,
                           object.dlpi_addr + segment.p_vaddr + segment.p_memsz};
    if (segment.p_type == PT_TLS) add_thread_locals(to, object, segment);
    if (segment.p_type != PT_LOAD) continue;
    if ((segment.p_flags & PF_W) == 0) continue;
    if (range.begin < fixed.end && fixed.begin <= range.begin) range.begin = fixed.end;
    if (range.begin >= range.end) continue;
    if (program) to.program_data = range;
    add_writable(to, range);
  }
}

int look_at(dl_phdr_info* object, std::size_t, void* into) {
  auto& to = *static_cast<loaded_objects*>(into);
  const bool program = object->dlpi_name == nullptr || object->dlpi_name[0] == 0;
  if (program) to.program_base = object->dlpi_addr;
  if (is_system(object->dlpi_name)) {
    note_system_code(to, *object);
    return 0;
  }
  add_segments(to, *object, program && to.program_data.size() == 0);
  return 0;
}

}  // namespace

void look_at_loaded_objects(loaded_objects& into) {
  dl_iterate_phdr(look_at, &into);
}

}  // namespace millrace::explorer
