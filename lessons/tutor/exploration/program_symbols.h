#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include <millrace/probe/source_lines.h>

#include "exploration/found_failures.h"

namespace millrace::tutor {

/// The source's names for a program's addresses: of its code by debug information, of its variables by its
/// symbol table.
class program_symbols {
 public:
  /// `modules` as the runtime writes them: where each part of the program and its libraries was loaded.
  program_symbols(const nlohmann::json& modules, std::filesystem::path program);

  /// The calls at a return address, innermost first; without those in libraries.
  std::vector<code_place> calls(std::uint64_t code);
  /// Does the program's own source stand there, and not a library's that was compiled into it?
  bool is_own(std::uint64_t code);
  /// All calls of a stack that are in the program's own source.
  std::vector<code_place> path(const std::vector<std::uint64_t>& codes);
  /// What the program's own source called, on whose behalf a stack's innermost call is: "map::find". Empty if
  /// that is the program's own, or not known.
  std::string library_call(const std::vector<std::uint64_t>& codes);
  code_place place(std::uint64_t code);
  /// In a library's source, if it is not in the program's.
  code_place any_place(std::uint64_t code);
  /// "stock", "accounts+8"; empty if there is no such variable.
  std::string variable(std::uint64_t address) const;

 private:
  struct symbol {
    std::uint64_t size;
    std::string name;
  };
  struct call {
    code_place place;
    bool own;
  };
  void read_variables();
  const std::vector<call>& frames(std::uint64_t code);

  std::filesystem::path program_;
  std::uint64_t base_ = 0;
  std::uint64_t begin_ = ~std::uint64_t{0};
  std::uint64_t end_ = 0;
  probe::source_lines lines_;
  std::map<std::uint64_t, std::vector<call>> known_;
  std::map<std::uint64_t, symbol> variables_;
};

}  // namespace millrace::tutor
