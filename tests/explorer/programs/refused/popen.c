// refuses: starts processes
#include <stdio.h>

int main(void) {
  return popen("true", "r") == 0;
}
