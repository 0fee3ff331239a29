#include "memory/program_functions.h"

#include <elf.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include "memory/system.h"

namespace millrace::explorer {
namespace {

bool has_part(const char* text, const char* part) {
  for (; *text != 0; ++text) {
    std::size_t i = 0;
    while (part[i] != 0 && text[i] == part[i]) ++i;
    if (part[i] == 0) return true;
  }
  return false;
}

/// The executable's file, as long as this exists; null if it cannot be read.
class own_file {
 public:
  own_file() {
    const long file = system_call(SYS_openat, AT_FDCWD, reinterpret_cast<long>("/proc/self/exe"), O_RDONLY);
    if (file < 0) return;
    const long end = system_call(SYS_lseek, file, 0, 2);
    const long mapped = end <= 0 ? -1 : system_call(SYS_mmap, 0, end, PROT_READ, MAP_PRIVATE, file, 0);
    system_call(SYS_close, file);
    if (mapped <= 0) return;
    bytes_ = reinterpret_cast<const char*>(mapped);
    size_ = static_cast<std::size_t>(end);
  }
  ~own_file() {
    if (bytes_ != nullptr) system_call(SYS_munmap, reinterpret_cast<long>(bytes_), static_cast<long>(size_));
  }
  own_file(const own_file&) = delete;
  own_file& operator=(const own_file&) = delete;

  template <class Table>
  const Table* at(std::size_t offset) const {
    return bytes_ == nullptr ? nullptr : reinterpret_cast<const Table*>(bytes_ + offset);
  }

 private:
  const char* bytes_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace

std::size_t find_functions(const loaded_objects& loaded, const char* part, address_range* into,
                           std::size_t most) {
  const own_file file;
  const auto* head = file.at<Elf64_Ehdr>(0);
  std::size_t found = 0;
  if (head == nullptr || head->e_shoff == 0) return 0;
  const auto* sections = file.at<Elf64_Shdr>(head->e_shoff);
  for (unsigned i = 0; i < head->e_shnum; ++i) {
    if (sections[i].sh_type != SHT_SYMTAB) continue;
    const auto* symbols = file.at<Elf64_Sym>(sections[i].sh_offset);
    const auto* names = file.at<char>(sections[sections[i].sh_link].sh_offset);
    for (std::size_t k = 0; k < sections[i].sh_size / sizeof(Elf64_Sym) && found < most; ++k) {
      const Elf64_Sym& each = symbols[k];
      if (ELF64_ST_TYPE(each.st_info) != STT_FUNC || !has_part(names + each.st_name, part)) continue;
      const std::uintptr_t begin = loaded.program_base + each.st_value;
      into[found++] = {begin, begin + each.st_size};
    }
  }
  return found;
}

}  // namespace millrace::explorer
