// refuses: loads a library while it runs
#include <dlfcn.h>

int main(void) {
  return dlopen("libutil.so.1", RTLD_NOW) == 0 || dlopen("no such library", RTLD_NOW) != 0;
}
