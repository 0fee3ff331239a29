#include "races/shared_reads.h"

#include "memory/system.h"

namespace millrace::explorer {

[[gnu::section("millrace_state")]] shared_reads other_reads;

void shared_reads::prepare() {
  lines_ = static_cast<line*>(reserve_pages(lines * sizeof(line)));
  readings_.reserve();
}

void shared_reads::forget() {
  readings_.clear();
}

void shared_reads::keep(const shadow_cell& cell, std::uint64_t word, std::uint32_t site) {
  for (std::uint32_t at = first_of(cell); at != 0; at = readings_[at - 1].next) {
    reading_kept& each = readings_[at - 1];
    if (each.cell != &cell || access_word::slot(each.word) != access_word::slot(word)) continue;
    each.word = word;
    each.site = site;
    return;
  }
  if (readings_.full()) return;  // a race may go unseen in this schedule, none is seen without cause
  line& into = line_of(cell);
  readings_.add({&cell, word, site, first_of(cell)});
  into = {logical.run_began, static_cast<std::uint32_t>(readings_.size())};
}

}  // namespace millrace::explorer
