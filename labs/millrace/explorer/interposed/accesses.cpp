// What the compiler calls before each plain access to memory (-fsanitize=thread), in all widths.
#include "fibres/donor.h"
#include "interposed/atomic_sections.h"
#include "interposed/copies.h"
#include "interposed/interpose.h"
#include "model/tasks.h"
#include "races/reports.h"
#include "races/shadow.h"
#include "races/sites.h"
#include "run/call_path.h"
#include "run/story.h"

namespace millrace::explorer {
namespace {

std::uint64_t value_at(std::uintptr_t address, std::size_t size) {
  switch (size) {
    case 1:
      return *reinterpret_cast<const volatile std::uint8_t*>(address);
    case 2:
      return *reinterpret_cast<const volatile std::uint16_t*>(address);
    case 4:
      return *reinterpret_cast<const volatile std::uint32_t*>(address);
    case 8:
      return *reinterpret_cast<const volatile std::uint64_t*>(address);
    default:
      return 0;
  }
}

/// A place that was found to race: others may come between, and a loop here waits for somebody.
[[gnu::noinline]] void give_others_a_turn(const access& what) {
  if (!in_run()) return;
  turns.take_turn(what.write ? operation::write : operation::read, what.address, what.site);
  if (what.write)
    turns.note_change();
  else
    turns.note_reading(call_path() ^ what.site, what.address, value_at(what.address, what.size));
}

/// It races, or the run is told, or there have been many.
[[gnu::noinline]] void look_at(const access& what) {
  if (sites.has(what.site)) give_others_a_turn(what);
  if (accesses.too_many() && in_run()) turns.note_loop(what.site);
  if (story_of_run.told) story_of_run.tell_access(what);
}

/// Stacks lie at multiples of their size.
inline bool on_own_stack(std::uintptr_t address) {
  return (address ^ reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0))) < task_stack_size;
}

/// Locals below a stack's end are of functions that have returned.
[[gnu::noinline]] void look_at_stack(const access& what) {
  if (!in_run()) return;
  const auto slot = static_cast<unsigned>((what.address - stacks_begin) / task_stack_size);
  if (slot == current->slot) report_gone_stack(what, slot);
  if (slot >= slots_used()) return;
  const task& owner = tasks[slot];
  if (owner.finished || what.address < program_stack_of(owner)) report_gone_stack(what, slot);
}

/// Nearly all that a task has to do with stacks is its own, and above where it is.
inline bool may_be_gone(std::uintptr_t address) {
  return address - stacks_begin < stacks_size &&
         (!on_own_stack(address) || address < reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0)));
}

inline void note_write(std::uintptr_t address) {
  current->wrote |= wrote_since_reading | wrote_since_change | (on_own_stack(address) ? 0 : wrote_elsewhere);
}

/// All that there is to be looked at before it is checked. `looked_for`: it was counted, and is the one.
inline void begin_access(const access& what, bool gone, bool looked_for) {
  if (gone) look_at_stack(what);
  if (what.write) note_write(what.address);
  if (looked_for || accesses.next()) look_at(what);
}

template <unsigned Size, bool Write>
inline bool is_settled(std::uintptr_t address, std::uintptr_t site) {
  return Size <= 8 && (address & (Size - 1)) == 0 && settle_aligned<Size, Write>(address, site);
}

template <unsigned Size, bool Write>
[[gnu::noinline]] void closely(std::uintptr_t address, std::uintptr_t site, bool gone, bool looked_for) {
  const access what = {address, Size, site, Write, false};
  begin_access(what, gone, looked_for);
  if (!is_settled<Size, Write>(address, site)) check_access(what);
}

template <unsigned Size, bool Write>
[[gnu::noinline]] void check_slowly(std::uintptr_t address, std::uintptr_t site) {
  check_access({address, Size, site, Write, false});
}

template <bool Write>
[[gnu::always_inline]] inline void range(const volatile void* object, std::size_t size, std::uintptr_t site) {
  const access what = {address_of(object), size, site, Write, false};
  begin_access(what, may_be_gone(what.address), false);
  check_access(what);
}

/// Nothing is kept over a call here: each that is made is the last thing done.
template <unsigned Size, bool Write>
[[gnu::always_inline]] inline void plain(const volatile void* object, std::uintptr_t site) {
  const std::uintptr_t address = address_of(object);
  if (may_be_gone(address)) [[unlikely]]
    return closely<Size, Write>(address, site, true, false);
  if (accesses.next()) [[unlikely]]
    return closely<Size, Write>(address, site, false, true);
  if (Write) note_write(address);
  if (!is_settled<Size, Write>(address, site)) [[unlikely]]
    return check_slowly<Size, Write>(address, site);
}

}  // namespace

void access_from_outside(const volatile void* object, std::size_t size, bool write, std::uintptr_t site) {
  if (!in_run() || size == 0) return;
  write ? range<true>(object, size, site) : range<false>(object, size, site);
}

}  // namespace millrace::explorer

using namespace millrace::explorer;

extern "C" {

void __tsan_init() {}
void __tsan_func_entry(void*) {
  note_entry(caller());
}
void __tsan_func_exit() {
  note_exit(caller());
}

void __tsan_read1(void* at) {
  plain<1, false>(at, caller());
}
void __tsan_read2(void* at) {
  plain<2, false>(at, caller());
}
void __tsan_read4(void* at) {
  plain<4, false>(at, caller());
}
void __tsan_read8(void* at) {
  plain<8, false>(at, caller());
}
void __tsan_read16(void* at) {
  plain<16, false>(at, caller());
}
void __tsan_write1(void* at) {
  plain<1, true>(at, caller());
}
void __tsan_write2(void* at) {
  plain<2, true>(at, caller());
}
void __tsan_write4(void* at) {
  plain<4, true>(at, caller());
}
void __tsan_write8(void* at) {
  plain<8, true>(at, caller());
}
void __tsan_write16(void* at) {
  plain<16, true>(at, caller());
}

void __tsan_unaligned_read2(void* at) {
  plain<2, false>(at, caller());
}
void __tsan_unaligned_read4(void* at) {
  plain<4, false>(at, caller());
}
void __tsan_unaligned_read8(void* at) {
  plain<8, false>(at, caller());
}
void __tsan_unaligned_read16(void* at) {
  plain<16, false>(at, caller());
}
void __tsan_unaligned_write2(void* at) {
  plain<2, true>(at, caller());
}
void __tsan_unaligned_write4(void* at) {
  plain<4, true>(at, caller());
}
void __tsan_unaligned_write8(void* at) {
  plain<8, true>(at, caller());
}
void __tsan_unaligned_write16(void* at) {
  plain<16, true>(at, caller());
}

void __tsan_volatile_read1(void* at) {
  plain<1, false>(at, caller());
}
void __tsan_volatile_read2(void* at) {
  plain<2, false>(at, caller());
}
void __tsan_volatile_read4(void* at) {
  plain<4, false>(at, caller());
}
void __tsan_volatile_read8(void* at) {
  plain<8, false>(at, caller());
}
void __tsan_volatile_read16(void* at) {
  plain<16, false>(at, caller());
}
void __tsan_volatile_write1(void* at) {
  plain<1, true>(at, caller());
}
void __tsan_volatile_write2(void* at) {
  plain<2, true>(at, caller());
}
void __tsan_volatile_write4(void* at) {
  plain<4, true>(at, caller());
}
void __tsan_volatile_write8(void* at) {
  plain<8, true>(at, caller());
}
void __tsan_volatile_write16(void* at) {
  plain<16, true>(at, caller());
}

// A compound access reads and writes (clang): x += 1.
void __tsan_read_write1(void* at) {
  plain<1, true>(at, caller());
}
void __tsan_read_write2(void* at) {
  plain<2, true>(at, caller());
}
void __tsan_read_write4(void* at) {
  plain<4, true>(at, caller());
}
void __tsan_read_write8(void* at) {
  plain<8, true>(at, caller());
}
void __tsan_read_write16(void* at) {
  plain<16, true>(at, caller());
}
void __tsan_unaligned_read_write2(void* at) {
  plain<2, true>(at, caller());
}
void __tsan_unaligned_read_write4(void* at) {
  plain<4, true>(at, caller());
}
void __tsan_unaligned_read_write8(void* at) {
  plain<8, true>(at, caller());
}
void __tsan_unaligned_read_write16(void* at) {
  plain<16, true>(at, caller());
}

void __tsan_read_range(void* at, std::size_t size) {
  range<false>(at, size, caller());
}
void __tsan_write_range(void* at, std::size_t size) {
  range<true>(at, size, caller());
}

/// A constructor or destructor sets the object's virtual table: only a change can race.
void __tsan_vptr_update(void** at, void* to) {
  if (*at != to) plain<8, true>(at, caller());
}
void __tsan_vptr_read(void** at) {
  plain<8, false>(at, caller());
}

}  // extern "C"
