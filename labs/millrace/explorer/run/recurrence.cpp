#include "run/recurrence.h"

#include <unwind.h>

#include "fibres/donor.h"
#include "run/finding.h"

namespace millrace::explorer {
namespace {

constexpr std::size_t most_hashed = std::size_t{256} << 10;

struct program_frame {
  std::uintptr_t site;  ///< where the program called us
  std::uintptr_t stack;
  std::uint64_t registers;  ///< those that a call preserves, mixed; variables may live there
};

/// The unwinder undoes what our own functions have put into registers.
_Unwind_Reason_Code look_for_program(_Unwind_Context* context, void* argument) {
  auto& frame = *static_cast<program_frame*>(argument);
  if (_Unwind_GetIP(context) != frame.site) return _URC_NO_REASON;
  constexpr int preserved[] = {3, 6, 12, 13, 14, 15};  // rbx, rbp, r12 to r15, as the x86-64 ABI numbers them
  frame.stack = _Unwind_GetCFA(context);  // that of the function called, where the caller's own stack ends
  for (const int each : preserved) frame.registers = mixed(frame.registers, _Unwind_GetGR(context, each));
  return _URC_END_OF_STACK;
}

}  // namespace

std::uint64_t own_state() {
  program_frame frame = {current->pending.site, 0, 0};
  if (frame.site == 0) return 0;
  _Unwind_Backtrace(look_for_program, &frame);
  const std::uintptr_t end = stack_end_of(current->slot);
  if (frame.stack - stack_begin_of(current->slot) >= end - stack_begin_of(current->slot)) return 0;
  if (end - frame.stack > most_hashed) return 0;
  std::uint64_t state = mixed(frame.registers, frame.site);
  for (std::uintptr_t at = frame.stack & ~std::uintptr_t{7}; at + 8 <= end; at += 8)
    state = mixed(state, *reinterpret_cast<const std::uint64_t*>(at));
  return state | 1;
}

}  // namespace millrace::explorer
