// The words of the software verification competition (SV-COMP), for programs that use them without defining
// them. A program's own come first.
#include "interposed/interpose.h"
#include "model/locks.h"

namespace millrace::explorer {
namespace {

sync_object& atomic_section() {
  static const char place = 0;
  return object_at(&place);
}

}  // namespace
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
  return in_run() ? static_cast<int>(turns.choose_value(operation::choice, values)) : 0;
}
[[gnu::weak]] unsigned __VERIFIER_nondet_uint() {
  return static_cast<unsigned>(__VERIFIER_nondet_int());
}
[[gnu::weak]] bool __VERIFIER_nondet_bool() {
  return in_run() && turns.choose_value(operation::choice, 2) != 0;
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

// Atomic sections: nobody comes between, and one happens after the other.
[[gnu::weak]] void __VERIFIER_atomic_begin() {
  if (!in_run()) return;
  lock_exclusive(atomic_section(), caller());
  turns.begin_undisturbed();
}
[[gnu::weak]] void __VERIFIER_atomic_end() {
  if (!in_run()) return;
  turns.end_undisturbed();
  sync_object& section = atomic_section();
  if (section.owner == current) unlock_exclusive(section);
}

}  // extern "C"
