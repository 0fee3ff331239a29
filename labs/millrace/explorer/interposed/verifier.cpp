// The words of the software verification competition (SV-COMP), for programs that use them without defining
// them. A program's own come first.
#include "interposed/verifier.h"

#include "interposed/interpose.h"

namespace millrace::explorer {
namespace {

[[gnu::section("millrace_state")]] std::uint64_t run_that_chose = 0;

}  // namespace

bool assumes_by_abort() {
  return run_that_chose == logical.run_began;
}

}  // namespace millrace::explorer

using namespace millrace::explorer;

extern "C" {

[[gnu::weak]] void reach_error() {
  end_run(make_finding(ending::assertion, caller(), "reach_error was called"));
}
[[gnu::weak]] void __VERIFIER_error() {
  end_run(make_finding(ending::assertion, caller(), "__VERIFIER_error was called"));
}
[[gnu::weak]] void __VERIFIER_assert(int holds) {
  if (holds == 0) end_run(make_finding(ending::assertion, caller(), "__VERIFIER_assert failed"));
}
[[gnu::weak]] void __VERIFIER_assume(int holds) {
  if (holds == 0) end_run(ending::discarded);
}
[[gnu::weak]] int __VERIFIER_nondet_int() {
  constexpr unsigned values = 3;
  run_that_chose = logical.run_began;
  turns.note_sample();
  return in_run() ? static_cast<int>(turns.choose_value(operation::choice, values)) : 0;
}
[[gnu::weak]] unsigned __VERIFIER_nondet_uint() {
  return static_cast<unsigned>(__VERIFIER_nondet_int());
}
[[gnu::weak]] bool __VERIFIER_nondet_bool() {
  run_that_chose = logical.run_began;
  return in_run() && turns.choose_value(operation::choice, 2) != 0;
}

[[gnu::weak]] bool __VERIFIER_nondet__Bool() {
  return __VERIFIER_nondet_bool();
}
[[gnu::weak]] long __VERIFIER_nondet_long() {
  return __VERIFIER_nondet_int();
}
[[gnu::weak]] unsigned long __VERIFIER_nondet_ulong() {
  return __VERIFIER_nondet_uint();
}
[[gnu::weak]] long long __VERIFIER_nondet_longlong() {
  return __VERIFIER_nondet_int();
}
[[gnu::weak]] unsigned long long __VERIFIER_nondet_ulonglong() {
  return __VERIFIER_nondet_uint();
}
[[gnu::weak]] short __VERIFIER_nondet_short() {
  return static_cast<short>(__VERIFIER_nondet_int());
}
[[gnu::weak]] unsigned short __VERIFIER_nondet_ushort() {
  return static_cast<unsigned short>(__VERIFIER_nondet_int());
}
[[gnu::weak]] unsigned char __VERIFIER_nondet_uchar() {
  return static_cast<unsigned char>(__VERIFIER_nondet_int());
}
[[gnu::weak]] float __VERIFIER_nondet_float() {
  return static_cast<float>(__VERIFIER_nondet_int());
}
[[gnu::weak]] double __VERIFIER_nondet_double() {
  return __VERIFIER_nondet_int();
}
[[gnu::weak]] char __VERIFIER_nondet_char() {
  return static_cast<char>(__VERIFIER_nondet_int());
}
[[gnu::weak]] void* __VERIFIER_nondet_pointer() {
  return nullptr;
}

}  // extern "C"
