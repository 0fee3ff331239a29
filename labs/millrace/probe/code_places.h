#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <sys/types.h>
#include <vector>

#include <millrace/probe/call_path.h>
#include <millrace/probe/elf_file.h>
#include <millrace/probe/source_lines.h>

namespace millrace::probe {

/// Places in the source for addresses of a process's code. A process that is gone, or that lies, has empty
/// places. Not thread-safe.
class code_places {
 public:
  explicit code_places(pid_t process);

  /// Reads where the process's code lies. Done when an address is new; call it in time to ask about a process
  /// after its end.
  void learn();

  /// "file:line" of the innermost call in the path that is in the program's own source: not in a header of
  /// the standard library, nor in a library without debug information. Else "function in library"; else
  /// empty.
  std::string place(const code_list& path);
  /// The same for one return address.
  std::string place(std::uint64_t code);

 private:
  struct mapping {
    std::uint64_t begin;
    std::uint64_t end;
    std::uint64_t offset;
    std::string file;
  };
  struct library {
    explicit library(const std::string& file) : layout(read_elf(file)), lines(file) {}
    elf_file layout;
    source_lines lines;
  };
  struct call {
    std::string source;    ///< "file:line", or empty
    std::string function;  ///< "function in library", or empty
  };

  const mapping* mapping_of(std::uint64_t code) const;
  const call& call_at(std::uint64_t code);
  call looked_up(const mapping& where, std::uint64_t code);

  pid_t process_;
  std::vector<mapping> mappings_;
  std::map<std::string, library> libraries_;
  std::map<std::uint64_t, call> known_;
};

}  // namespace millrace::probe
