// refuses: sets timers
#include <signal.h>
#include <time.h>

int main(void) {
  timer_t timer;
  return timer_create(CLOCK_MONOTONIC, 0, &timer);
}
