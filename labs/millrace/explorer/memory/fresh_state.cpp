#include "memory/fresh_state.h"

#include "memory/bytes.h"
#include "memory/program_heap.h"
#include "memory/system.h"

namespace millrace::explorer {

void fresh_state::keep(const loaded_objects& loaded) {
  count_ = loaded.writable_count;
  for (std::size_t i = 0; i < count_; ++i) {
    const address_range range = loaded.writable[i];
    kept_[i] = {range, reserve_pages(range.size())};
    copy_bytes(kept_[i].copy, reinterpret_cast<const void*>(range.begin), range.size());
  }
  program_heap::keep();
}

void fresh_state::restore() {
  for (std::size_t i = 0; i < count_; ++i)
    copy_bytes(reinterpret_cast<void*>(kept_[i].range.begin), kept_[i].copy, kept_[i].range.size());
  program_heap::reset();
}

}  // namespace millrace::explorer
