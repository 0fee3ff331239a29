// The words of the software verification competition (SV-COMP), for programs that use them without defining
// them. A program's own come first.
#include "interposed/interpose.h"

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

}  // extern "C"
