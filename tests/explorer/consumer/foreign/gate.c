// A library that was not compiled for the explorer, with a lock of its own (Drepper, "Futexes Are Tricky", 2011).
#include "gate.h"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

static int word;

void gate_close(void) {
  int before = 0;
  if (__atomic_compare_exchange_n(&word, &before, 1, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) return;
  while (__atomic_exchange_n(&word, 2, __ATOMIC_ACQUIRE) != 0) syscall(SYS_futex, &word, FUTEX_WAIT, 2, 0, 0, 0);
}

void gate_open(void) {
  if (__atomic_exchange_n(&word, 0, __ATOMIC_RELEASE) == 2) syscall(SYS_futex, &word, FUTEX_WAKE, 1, 0, 0, 0);
}
