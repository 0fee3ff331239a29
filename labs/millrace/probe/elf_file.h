#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace millrace::probe {

/// A part of a program or library that is loaded: where it lies in the file, and at which address it thinks
/// that it is.
struct loaded_part {
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
  std::uint64_t address = 0;
};

/// What the headers of a 64-bit ELF file say, whoever wrote them.
struct elf_file {
  bool valid = false;
  bool dynamic = false;  ///< is a program that takes shared libraries
  std::vector<loaded_part> parts;
};

/// Not valid when it cannot be read or is no such file. Never waits.
elf_file read_elf(const std::string& path);

}  // namespace millrace::probe
