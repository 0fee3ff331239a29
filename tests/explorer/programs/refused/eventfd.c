// refuses: waits for descriptors
#include <sys/eventfd.h>

int main(void) {
  return eventfd(0, 0) < 0;
}
