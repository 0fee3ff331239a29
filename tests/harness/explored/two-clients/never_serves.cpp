// fails: the service serves: it ended before it served anything
#include <millrace/http/app.h>

void service(millrace::http::app&) {}
