#include "fibres/context.h"

#include <asm/prctl.h>
#include <sys/auxv.h>
#include <sys/syscall.h>

#include "memory/system.h"

// The root says that nothing lies above it, so that unwinding ends there.
asm(R"(
  .text
  .globl millrace_switch_stack
  .hidden millrace_switch_stack
  .type millrace_switch_stack, @function
millrace_switch_stack:
  .cfi_startproc
  pushq %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  subq $8, %rsp
  stmxcsr (%rsp)
  fnstcw 4(%rsp)
  movl (%rsp), %eax
  movzwl 4(%rsp), %ecx
  movq %rsp, (%rdi)
  movq %rsi, %rsp
  cmpl (%rsp), %eax
  je 1f
  ldmxcsr (%rsp)
1:
  cmpw 4(%rsp), %cx
  je 2f
  fldcw 4(%rsp)
2:
  addq $8, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  ret
  .cfi_endproc
  .size millrace_switch_stack, .-millrace_switch_stack

  .globl millrace_fibre_root
  .hidden millrace_fibre_root
  .type millrace_fibre_root, @function
  .cfi_startproc
  nop
millrace_fibre_root:
  .cfi_undefined rip
  .cfi_undefined rbp
  call *%rbx
  ud2
  .cfi_endproc
  .size millrace_fibre_root, .-millrace_fibre_root
)");

extern "C" void millrace_fibre_root();

namespace millrace::explorer {

[[gnu::section("millrace_state")]] bool kernel_sets_thread_pointer = true;

void* fresh_stack(void* top, void (*entry)()) {
  auto** at = reinterpret_cast<void**>(reinterpret_cast<std::uintptr_t>(top) & ~std::uintptr_t{15});
  *--at = nullptr;  // the root pushes its call's return address from a multiple of 16
  *--at = nullptr;
  *--at = reinterpret_cast<void*>(millrace_fibre_root);
  *--at = nullptr;                         // rbp
  *--at = reinterpret_cast<void*>(entry);  // rbx
  for (int i = 0; i < 4; ++i) *--at = nullptr;
  // A thread rounds as the one that made it.
  --at;
  asm volatile("stmxcsr (%0)\n\tfnstcw 4(%0)" : : "r"(at) : "memory");
  return at;
}

void prepare_thread_pointer() {
  constexpr unsigned long may_write_fs_base = 1 << 1;
  kernel_sets_thread_pointer = (getauxval(AT_HWCAP2) & may_write_fs_base) == 0;
}

void ask_kernel_for_thread_pointer(std::uintptr_t pointer) {
  system_call(SYS_arch_prctl, ARCH_SET_FS, static_cast<long>(pointer));
}

std::uintptr_t thread_pointer() {
  std::uintptr_t pointer = 0;
  asm volatile("movq %%fs:0, %0" : "=r"(pointer));
  return pointer;
}

}  // namespace millrace::explorer
