// refuses: changes its user or group
#include <unistd.h>

int main(void) {
  return setuid(getuid());
}
