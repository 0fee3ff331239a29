#include <cstring>
#include <elf.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <millrace/probe/elf_file.h>

namespace millrace::probe {
namespace {

template <class Header>
bool read_header(int file, std::uint64_t at, Header& into) {
  return pread(file, &into, sizeof into, static_cast<off_t>(at)) == static_cast<ssize_t>(sizeof into);
}

elf_file read_parts(int file) {
  elf_file found;
  Elf64_Ehdr head{};
  if (!read_header(file, 0, head) || std::memcmp(head.e_ident, ELFMAG, SELFMAG) != 0 ||
      head.e_ident[EI_CLASS] != ELFCLASS64)
    return found;
  found.valid = true;
  for (std::uint64_t i = 0; i < head.e_phnum; ++i) {
    Elf64_Phdr part{};
    if (!read_header(file, head.e_phoff + i * sizeof part, part)) break;
    if (part.p_type == PT_INTERP) found.dynamic = true;
    if (part.p_type == PT_LOAD) found.parts.push_back({part.p_offset, part.p_filesz, part.p_vaddr});
  }
  return found;
}

}  // namespace

elf_file read_elf(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) return {};
  struct stat about {};
  elf_file found;
  if (fstat(file, &about) == 0 && S_ISREG(about.st_mode)) found = read_parts(file);
  close(file);
  return found;
}

}  // namespace millrace::probe
