// How a thread ends before its function returns: the destructors of all its frames and its cleanup handlers
// run, innermost first.
#include <csetjmp>
#include <pthread.h>
#include <unwind.h>

#include "interposed/interpose.h"
#include "memory/system.h"
#include "model/tasks.h"

namespace millrace::explorer {
namespace {

/// A handler of pthread_cleanup_push in a frame of C: left by a jump to where it was pushed. The older one
/// stands in its padding, as it does for the C library.
__pthread_unwind_buf_t* handler() {
  return static_cast<__pthread_unwind_buf_t*>(current->cleanup_handlers);
}

[[noreturn]] void jump_to_handler() {
  // It is a jmp_buf but for the saved signals.
  std::longjmp(reinterpret_cast<__jmp_buf_tag*>(handler()), 1);
}

_Unwind_Reason_Code at_frame(int, _Unwind_Action actions, _Unwind_Exception_Class, _Unwind_Exception*,
                             _Unwind_Context* context, void*) {
  const bool over = (actions & _UA_END_OF_STACK) != 0;
  if (handler() != nullptr && (over || address_of(handler()) < _Unwind_GetCFA(context))) jump_to_handler();
  if (over) finish_task(current->result);
  return _URC_NO_REASON;
}

[[noreturn]] void unwind_task() {
  static_assert(sizeof(_Unwind_Exception) <= sizeof current->unwinding);
  auto* exception = reinterpret_cast<_Unwind_Exception*>(current->unwinding);
  *exception = {};
  _Unwind_ForcedUnwind(exception, at_frame, nullptr);
  if (handler() != nullptr) jump_to_handler();
  finish_task(current->result);  // nothing to unwind
}

}  // namespace
}  // namespace millrace::explorer

using namespace millrace::explorer;

extern "C" {

void pthread_exit(void* result) {
  if (!in_run()) cannot_explore("the program calls pthread_exit before main");
  current->result = result;
  unwind_task();
}

void __pthread_register_cancel(__pthread_unwind_buf_t* made) {
  made->__pad[0] = current->cleanup_handlers;
  current->cleanup_handlers = made;
}
void __pthread_unregister_cancel(__pthread_unwind_buf_t* gone) {
  current->cleanup_handlers = gone->__pad[0];
}
void __pthread_register_cancel_defer(__pthread_unwind_buf_t* made) {
  __pthread_register_cancel(made);
}
void __pthread_unregister_cancel_restore(__pthread_unwind_buf_t* gone) {
  __pthread_unregister_cancel(gone);
}
void __pthread_unwind_next(__pthread_unwind_buf_t* done) {
  current->cleanup_handlers = done->__pad[0];
  unwind_task();
}

}  // extern "C"
