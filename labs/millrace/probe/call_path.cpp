#include <cstddef>
#include <unwind.h>

#include <millrace/probe/call_path.h>
#include <millrace/probe/stored_text.h>

namespace millrace::probe {
namespace {

struct walk {
  std::uint64_t from;
  code_list found{};
  std::size_t count = 0;
  int visited = 0;
};

_Unwind_Reason_Code visit(_Unwind_Context* frame, void* raw) {
  constexpr int deepest = 24;
  auto& so_far = *static_cast<walk*>(raw);
  const auto code = static_cast<std::uint64_t>(_Unwind_GetIP(frame));
  if (code == 0 || ++so_far.visited > deepest) return _URC_END_OF_STACK;
  // Frames before it are the probe's own.
  if (so_far.count == 0 && code != so_far.from) return _URC_NO_REASON;
  so_far.found[so_far.count++] = code;
  return so_far.count < so_far.found.size() ? _URC_NO_REASON : _URC_END_OF_STACK;
}

/// The finaliser of splitmix64: every bit of the input changes half of the output's.
std::uint64_t mixed(std::uint64_t bits) noexcept {
  bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9U;
  bits = (bits ^ (bits >> 27)) * 0x94d049bb133111ebU;
  return bits ^ (bits >> 31);
}

}  // namespace

code_list calls_around(const void* code) noexcept {
  walk walking{.from = reinterpret_cast<std::uintptr_t>(code)};
  _Unwind_Backtrace(visit, &walking);
  if (walking.count == 0) walking.found[0] = walking.from;
  return walking.found;
}

void store_path(call_path& into, const code_list& codes) noexcept {
  for (std::size_t i = 0; i < codes.size(); ++i) into.codes[i].store(codes[i], relaxed);
}

code_list loaded_path(const call_path& from) noexcept {
  code_list codes{};
  for (std::size_t i = 0; i < codes.size(); ++i) codes[i] = from.codes[i].load(relaxed);
  return codes;
}

std::uint64_t key_of(const code_list& codes) noexcept {
  std::uint64_t key = 1;
  for (const auto code : codes) key = mixed(key + code);
  return key | 1;
}

std::uint64_t key_of(const void* first, const void* second) noexcept {
  return mixed(mixed(reinterpret_cast<std::uintptr_t>(first)) + reinterpret_cast<std::uintptr_t>(second)) | 1;
}

}  // namespace millrace::probe
