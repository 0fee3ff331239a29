#pragma once

#include <cstdint>

#include "memory/lasting_list.h"
#include "races/shadow.h"

namespace millrace::explorer {

/// Readings of one cell by several tasks, none of which is ordered before another. A cell has room for one:
/// the others wait here for the write that races with them. The newest of each task, until the end of a run.
class shared_reads {
 public:
  void prepare();
  void forget();

  /// The access that `word` of the cell told of, before another takes its place.
  void keep(const shadow_cell& cell, std::uint64_t word, std::uint32_t site);

  template <class Visit>
  void for_each(const shadow_cell& cell, Visit visit) const {
    for (std::uint32_t at = first_of(cell); at != 0; at = readings_[at - 1].next) {
      if (readings_[at - 1].cell == &cell) visit(readings_[at - 1].word, readings_[at - 1].site);
    }
  }

 private:
  struct reading_kept {
    const shadow_cell* cell;
    std::uint64_t word;
    std::uint32_t site;
    std::uint32_t next;  ///< index and one; 0: none
  };
  struct line {
    std::uint64_t run;
    std::uint32_t first;
  };
  static constexpr std::size_t lines = std::size_t{1} << 14;

  line& line_of(const shadow_cell& cell) const {
    return lines_[reinterpret_cast<std::uintptr_t>(&cell) * 0x9e3779b97f4a7c15U >> (64 - 14)];
  }
  std::uint32_t first_of(const shadow_cell& cell) const {
    const line& of = line_of(cell);
    return of.run == logical.run_began ? of.first : 0;
  }

  line* lines_ = nullptr;
  lasting_list<reading_kept, 1 << 17> readings_;
};
extern shared_reads other_reads;

}  // namespace millrace::explorer
