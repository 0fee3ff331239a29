// cannot run race: the sanitizer cannot start
#include <cstdio>
#include <unistd.h>

#include <millrace/http/app.h>

// As ThreadSanitizer does before main where the kernel randomises more than it copes with.
void service(millrace::http::app&) {
  std::fputs("FATAL: ThreadSanitizer: unexpected memory mapping 0x555555554000-0x555555556000\n", stderr);
  _exit(66);
}
