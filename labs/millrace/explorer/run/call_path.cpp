#include "run/call_path.h"

#include <unwind.h>

#include "fibres/donor.h"
#include "model/task.h"
#include "races/shadow.h"

namespace millrace::explorer {

namespace {

const std::uintptr_t* words_of(std::uintptr_t frame) {
  return reinterpret_cast<const std::uintptr_t*>(frame);
}
std::uintptr_t return_address(std::uintptr_t frame) {
  return words_of(frame)[1];
}
/// Zero for none that could be.
std::uintptr_t plausible(std::uintptr_t frame) {
  return frame - stacks_begin < stacks_size - 16 && (frame & 7) == 0 ? frame : 0;
}
std::uintptr_t caller_of(std::uintptr_t frame) {
  const std::uintptr_t caller = words_of(frame)[0];
  return caller > frame ? plausible(caller) : 0;
}

/// The frame of ours that the program called; `innermost` if that cannot be told.
std::uintptr_t entered_at(std::uintptr_t innermost) {
  constexpr unsigned most_of_ours = 8;
  std::uintptr_t frame = innermost;
  for (unsigned i = 0; i < most_of_ours && frame != 0; ++i, frame = caller_of(frame)) {
    if (return_address(frame) == current->pending.site) return frame;
  }
  return innermost;
}

}  // namespace

std::uint64_t call_path() {
  constexpr unsigned depth = 6;
  const auto innermost = plausible(reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0)));
  if (innermost == 0) return 0;
  std::uint64_t path = 0;
  std::uintptr_t frame = entered_at(innermost);
  for (unsigned i = 0; i < depth && frame != 0; ++i, frame = caller_of(frame))
    path = (path ^ return_address(frame)) * 0x9e3779b97f4a7c15U;
  return path;
}

std::uintptr_t program_stack_of(const task& waiting) {
  constexpr unsigned depth = 24;
  constexpr unsigned saved_rbp = 6;  // words above the stack pointer, as millrace_switch_stack leaves them
  const auto lowest = reinterpret_cast<std::uintptr_t>(waiting.stack_pointer);
  std::uintptr_t frame = static_cast<const std::uintptr_t*>(waiting.stack_pointer)[saved_rbp];
  for (unsigned i = 0; i < depth && frame > lowest && frame - lowest < task_stack_size; ++i) {
    const auto* at = reinterpret_cast<const std::uintptr_t*>(frame);
    if (at[1] == waiting.pending.site) return frame + 2 * sizeof(void*);
    if (at[0] <= frame) break;
    frame = at[0];
  }
  return lowest;
}

namespace {

struct unwinding {
  std::uintptr_t* into;
  unsigned most;
  unsigned count;
};

_Unwind_Reason_Code take_frame(_Unwind_Context* context, void* argument) {
  auto& state = *static_cast<unwinding*>(argument);
  const std::uintptr_t at = _Unwind_GetIP(context);
  if (at == 0) return _URC_END_OF_STACK;
  if (state.count == state.most) return _URC_END_OF_STACK;
  state.into[state.count++] = at;
  return _URC_NO_REASON;
}

}  // namespace

unsigned unwind(std::uintptr_t site, std::uintptr_t* into, unsigned most) {
  unwinding state = {into, most, 0};
  _Unwind_Backtrace(take_frame, &state);
  unsigned ours = 0;
  while (ours < state.count && into[ours] != site) ++ours;
  if (ours == state.count) return state.count;
  for (unsigned i = ours; i < state.count; ++i) into[i - ours] = into[i];
  return state.count - ours;
}

}  // namespace millrace::explorer
